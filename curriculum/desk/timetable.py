"""The plan at the desk: weeks, episodes and what they take, moved and changed in the outline's own file."""

import os
import tomllib
from collections.abc import Mapping
from itertools import chain, count
from pathlib import Path
from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag
from starlette.routing import Route

from curriculum import opening, settings, toml_source
from curriculum.desk import answers, journal
from curriculum.desk.answers import Told
from curriculum.desk.desk import Desk
from curriculum.desk.journal import Rewrite
from curriculum.desk.lately import lately
from curriculum.desk.loads import loads
from curriculum.desk.timetable_view import foreign, text_of, view
from curriculum.letters import clean
from curriculum.planning import outline_change, outline_file
from curriculum.planning.outline import Outline
from curriculum.planning.outline_change import Change, Edit, Top
from curriculum.planning.outline_move import OUT, Move, Refused
from curriculum.planning.wish import Month
from curriculum.problems import CurriculumError
from curriculum.reading import exclusion
from curriculum.shipping.decisions import Stale
from curriculum.value import Value

_STALE = "Somebody has changed the plan meanwhile: here is how it stands now."
_KEY = "outline"


class Seen(Value):
    """A plan as the page shows it."""

    seen: str = Field(max_length=64)
    """SHA-256 of its file's text; "" for one that the program planned."""


class Wished(Value):
    """What the program plans by; what is not said stays, None takes it away."""

    month: Month | None = None
    weeks: int | None = Field(default=None, ge=1, le=520)
    minutes: int | None = Field(default=None, ge=1, le=10_000)


def _kind(change: Any) -> str:
    """Which change it is by its keys, so that what is wrong with it is told of that one."""
    if not isinstance(change, Mapping):
        return type(change).__name__
    return "Move" if "id" in change else "Edit" if "week" in change else "Top"


class Asked(Seen):
    """A change of it."""

    change: Annotated[
        Annotated[Move, Tag("Move")] | Annotated[Edit, Tag("Edit")] | Annotated[Top, Tag("Top")],
        Discriminator(_kind),
    ]


def routes(desk: Desk) -> list[Route]:
    """The routes of the view."""
    return [
        answers.asked(desk, "/plan", lambda: plan(desk)),
        answers.asked(desk, "/plan/minutes", lambda: loads(desk)),
        answers.told(desk, "/plan/change", Asked, lambda asked: change(desk, asked), lambda _: plan(desk)),
        answers.told(desk, "/plan/wish", Wished, lambda wished: wish(desk, wished), lambda _: plan(desk)),
        answers.told(desk, "/plan/anew", Seen, lambda seen: anew(desk, seen), lambda _: plan(desk)),
        answers.told(desk, "/plan/lately", Seen, lambda seen: resume(desk, seen), lambda _: plan(desk)),
    ]


def plan(desk: Desk) -> Told:
    """The plan as it stands. Raises CurriculumError when notes, settings or outline cannot be read."""
    with desk.turn():
        return view(desk)


def change(desk: Desk, asked: Asked) -> Told:
    """Change the plan: in its file, or in one that is made for it; gives the plan as it stands then.

    Raises:
        answers.Refused, answers.Stale: nothing was written.
        CurriculumError: a file cannot be read or written.
    """
    with desk.turn():
        before = _seen(desk, asked)
        if said := foreign(desk):
            raise answers.Refused(f"Not changed. {said}")
        workspace = desk.workspace
        library, there = workspace.library, desk.outline()
        path = workspace.order.outline or _free(workspace.folder)
        rewrites = [] if workspace.order.outline else [_settings(workspace.folder, {_KEY: path.name})]
        text = outline_file.render(there, library) if before is None else before
        try:
            after, outline = outline_change.changed(text, asked.change, library, workspace.themes, path)
        except Refused as error:
            raise answers.Refused(f"Not changed: {error}") from None
        except CurriculumError as error:
            said = " ".join(f"{one.message} {one.remedy}" for one in error.problems)
            raise answers.Refused(f"Not changed: {said}") from None
        if after != before:
            _write(desk, [Rewrite(path, before, after), *rewrites])
        titles = {episode.id: episode.title for episode in library.episodes}
        done = _done(asked.change, there, outline, titles)
        if rewrites:
            done += (
                f" The plan stands in {path.name} beside your notes now, and `curriculum build` follows it."
            )
        return {**view(desk), "done": done}


def wish(desk: Desk, wished: Wished) -> Told:
    """Have the program plan by something else, which the settings keep; gives the plan as it is then.

    A plan of the person's own is only measured by the minutes. Raises as ``change``.
    """
    with desk.turn():
        desk.workspace.check()
        is_own = desk.workspace.order.outline is not None
        if is_own and wished.model_fields_set != {"minutes"}:
            raise answers.Refused("An outline is followed, which says that itself: change it there.")
        said = {name: getattr(wished, name) for name in wished.model_fields_set}
        if said.get("month"):
            said["start"] = None  # the month says it
        _write(desk, [_settings(desk.workspace.folder, said)])
        done = "The plan is yours: no episode moves." if is_own else "Planned anew."
        return {**view(desk), "done": f"{done} {exclusion.NAME} beside your notes keeps what you set."}


def anew(desk: Desk, seen: Seen) -> Told:
    """Have the program plan again: the settings name no outline any more, whose file stays.

    Raises as ``change``.
    """
    with desk.turn():
        _seen(desk, seen)
        outline = desk.workspace.order.outline
        if outline is None or desk.is_given:
            raise answers.Refused(
                "The program plans already."
                if outline is None
                else "The desk was started with this outline: start it without --outline."
            )
        _write(desk, [_settings(desk.workspace.folder, {_KEY: None})])
        done = f"The program has planned anew. {outline.name} stays where it is."
        return {**view(desk), "done": done}


def resume(desk: Desk, seen: Seen) -> Told:
    """Go on with the plan of what was built last: the settings name it. Raises as ``change``."""
    with desk.turn():
        _seen(desk, seen)
        built = lately(desk)
        if built is None:
            raise answers.Refused("What was built last has this plan, or is no longer there.")
        folder = desk.workspace.folder
        _write(desk, [_settings(folder, {_KEY: _way(built.outline, folder)})])
        done = f"The plan of “{built.title}” is followed now. What came since is in no week yet."
        return {**view(desk), "done": done}


def _way(path: Path, folder: Path) -> str:
    """How the settings in a folder name a file."""
    return Path(os.path.relpath(path.resolve(), folder.resolve())).as_posix()


def _seen(desk: Desk, seen: Seen) -> str | None:
    """What the file says, as the page shows it; raises answers.Stale when that is another text."""
    desk.workspace.check()
    text = text_of(desk)
    if (journal.digest(text) or "") != seen.seen:
        raise answers.Stale(_STALE)
    return text


def _write(desk: Desk, rewrites: list[Rewrite]) -> None:
    try:
        desk.rewrite(rewrites)
    except Stale:
        raise answers.Stale(_STALE) from None


def _free(folder: Path) -> Path:
    """Where a new outline goes: never where one stands, which is somebody's."""
    names = chain([outline_file.NAME], (f"outline-{number}.toml" for number in count(2)))
    return next(folder / name for name in names if not opening.is_there(folder / name))


def _settings(folder: Path, said: Mapping[str, str | int | None]) -> Rewrite:
    """The settings with these values, None for those that go; all else as the person wrote it."""
    path = folder / exclusion.NAME
    before = journal.text_at(path)
    text = after = before or ""
    for name, value in said.items():
        top = toml_source.source(after).tables[0]
        if value is not None:
            written = settings.toml_text(value) if isinstance(value, str) else str(value)
            after = toml_source.with_value(after, top, name, written)
        elif name in top.fields:
            after = toml_source.without_key(after, top.fields[name])
    meant = {**_values(text), **said}
    if _values(after) != {key: value for key, value in meant.items() if value is not None}:
        raise answers.Refused(f"Not changed: {path.name} is written in a way that only you can change.")
    return Rewrite(path, before, after)


def _values(text: str) -> dict[str, object]:
    return tomllib.loads(clean(text))


def _done(change: Change, before: Outline, after: Outline, titles: dict[str, str]) -> str:
    """What has been done, for who does not see it."""
    if isinstance(change, Edit):
        return f"Week {change.week} is changed."
    if not isinstance(change, Move):
        return "Changed."
    title = titles[change.id]
    week = after.week_of(change.id)
    if change.week == OUT or week is None:
        done = f"“{title}” is left out."
    else:
        place = [one.id for one in week.episodes].index(change.id) + 1
        done = f"“{title}” is number {place} of {len(week.episodes)} in week {week.number}."
    lost = {one.title for one in before.weeks if change.id in one.recalls}
    lost -= {one.title for one in after.weeks if change.id in one.recalls}
    return f"{done} It is no longer recalled in {' and '.join(sorted(lost))}." if lost else done
