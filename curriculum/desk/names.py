"""Names at the desk: spelt in several ways, which is right; and the corrections in force."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from starlette.routing import Route

from curriculum.count import several
from curriculum.desk import answers, journal
from curriculum.desk.answers import Told
from curriculum.desk.desk import Desk
from curriculum.desk.journal import Rewrite
from curriculum.desk.names_view import STALE, Names
from curriculum.letters import clean
from curriculum.reading import corrections_change
from curriculum.value import Value

_LONGEST = 200
"""Letters of a name."""


class Answer(Value):
    """What the person says of a doubt."""

    episode: str
    forms: tuple[str, ...]
    right: str | None
    """The right form; None where each is right: two different people."""
    seen: str | None


class Kept(Value):
    """A doubt that has been settled; the notes are yet to be read again."""

    episode: str
    table: str
    forms: tuple[str, ...]
    pairs: Mapping[str, str]
    """Spelling → how it is read now."""
    waited: int
    """How many cards waited for a name before."""


class Back(Value):
    """A rule that is to go."""

    file: str
    table: str
    wrong: str
    right: str
    seen: str | None


def routes(desk: Desk) -> list[Route]:
    """The routes of the view."""
    return [
        answers.asked(desk, "/names", lambda: names(desk)),
        answers.told(desk, "/names/settle", Answer, lambda said: settle(desk, said), lambda _: names(desk)),
        answers.told(desk, "/names/came", Kept, lambda kept: came(desk, kept)),
        answers.told(desk, "/names/back", Back, lambda said: back(desk, said), lambda _: names(desk)),
    ]


def names(desk: Desk) -> Told:
    """Every doubt, and every rule. Raises CurriculumError when notes or corrections cannot be read."""
    with desk.turn():
        return Names(desk).shown()


def settle(desk: Desk, said: Answer) -> Told:
    """Write what settles a doubt; gives what ``came`` takes, and the digests of the files as they are now.

    The notes are not read again: that takes its time, and what is chosen is safe already.

    Raises:
        answers.Refused, answers.Stale: nothing was written.
        CurriculumError: a file cannot be read or written, or would not be read again as meant.
    """
    right = None if said.right is None else _name(said.right)
    with desk.turn():
        there = Names(desk)
        doubt = there.doubt(said.episode, said.forms)
        standing = frozenset(form for form in doubt.forms if there.sightings.of(form, doubt.episode))
        pairs = corrections_change.pairs_for(doubt.forms, right or "", standing)
        file = there.file_for(doubt)
        rewrites = [there.rewrite(file, said.seen, doubt.table, pairs)]
        for other in there.files:
            before = journal.text_at(other) if other != file else None
            if before is not None:
                after = corrections_change.leading_on(before, doubt.table, pairs, other)
                rewrites += [Rewrite(other, before, after)] if after != before else []
        kept = Kept(
            episode=doubt.episode,
            table=doubt.table,
            forms=doubt.forms,
            pairs=pairs,
            waited=len(there.waiting()),
        )
        there.write(rewrites)
        return {
            "kept": kept.model_dump(mode="json"),
            "digests": _digests(rewrites),
            "said": f"Kept in {file.name}. Reading your notes again …",
        }


def came(desk: Desk, kept: Kept) -> Told:
    """All names as they stand, and what has come of a decision. Raises as ``names``."""
    with desk.turn():
        now = Names(desk)
        return {**now.shown(), "said": _outcome(kept, now)}


def back(desk: Desk, said: Back) -> Told:
    """Take a rule out; gives the digest of its file as it is now. Raises as ``settle``."""
    with desk.turn():
        there = Names(desk)
        rules = (rule for rule in there.rules if rule.file == said.file)
        asked = (said.table, said.wrong, said.right)
        if asked not in {(rule.episode, rule.wrong, rule.right) for rule in rules}:
            raise answers.Stale(STALE)
        file = Path(said.file)  # it is one of ours: a rule that was read stands in it
        before = journal.text_at(file)
        if before is None or journal.digest(before) != said.seen:
            raise answers.Stale(STALE)
        after = corrections_change.without_rule(before, said.table, said.wrong, file)
        rewrites = [Rewrite(file, before, after)]
        there.write(rewrites)
        return {
            "digests": _digests(rewrites),
            "said": f"“{said.wrong}” is read as it is written again.",
        }


def _digests(rewrites: Sequence[Rewrite]) -> Mapping[str, str | None]:
    """File → the digest of its text now."""
    return {one.path.as_posix(): journal.digest(one.after) for one in rewrites}


def _name(text: str) -> str:
    """A name as the person typed it; raises Refused for what is none."""
    name = " ".join(clean(text).split())
    if not name:
        raise answers.Refused("Type how the name is spelt.")
    if len(name) > _LONGEST or not name.isprintable():
        raise answers.Refused(f"A name has at most {_LONGEST} letters, and no signs that cannot be seen.")
    return name


def _outcome(decided: Kept, now: Names) -> str:
    """What has come of a decision, in words."""
    pairs, released = decided.pairs, decided.waited - len(now.waiting())
    kept = [wrong for wrong, right in pairs.items() if wrong == right]
    wrong = [form for form in pairs if form not in kept]
    said: list[str] = []
    if wrong:
        put_right = {
            (place.path, place.line)
            for one in now.library.corrections
            if one.wrong in wrong and one.episode == decided.table
            for place in one.places
        }
        listed = f"{_listed(wrong)} {'is' if len(wrong) == 1 else 'are'} read as “{pairs[wrong[0]]}” now"
        said.append(f"{listed}, in {several(len(put_right), 'line')}.")
    if kept:
        said.append(f"{_listed(kept)} {'is right as it is' if len(kept) == 1 else 'are right as they are'}.")
    names = {*decided.forms, *pairs.values()}
    if any(
        len(names.intersection(one.forms)) > 1 for one in now.library.doubts if one.episode == decided.episode
    ):
        said.append("The name still stands there in two spellings: look at it again.")
    if released > 0:
        said.append(f"{several(released, 'card')} {'waits' if released == 1 else 'wait'} no longer.")
    return " ".join(said)


def _listed(names: Sequence[str]) -> str:
    return " and ".join(f"“{name}”" for name in names)
