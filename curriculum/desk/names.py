"""Names at the desk: spelt in several ways, which is right; and the corrections in force."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from starlette.routing import Route

from curriculum import opening
from curriculum.cards.card import Card
from curriculum.cards.doubt import Doubts, texts_of, waits
from curriculum.count import several
from curriculum.desk import answers, journal
from curriculum.desk.answers import Told
from curriculum.desk.desk import Desk
from curriculum.desk.journal import Rewrite
from curriculum.letters import clean
from curriculum.reading import corrections, corrections_change, places
from curriculum.reading.doubts import IN_NAME
from curriculum.reading.library import Doubt
from curriculum.reading.sightings import Sighting, Sightings
from curriculum.shipping.decisions import Stale
from curriculum.value import Value

_SHOWN = 3
"""Lines of a form that are shown; the others are counted."""
_LONGEST = 200
"""Letters of a name."""
_STALE = "The corrections or the notes say something else by now: here is how they stand."


class Form(Value):
    """A spelling, and where it stands."""

    form: str
    lines: tuple[Sighting, ...]
    """The first of them."""
    number: int
    """How many lines have it."""
    elsewhere: str
    """Where it stands when no line of the notes has it."""


class Question(Value):
    """A doubt as the page shows it."""

    episode: str
    title: str
    forms: tuple[Form, ...]
    another: bool
    """Whether it is perhaps another name that stands in the same place."""
    cards: int
    """How many wait for it."""
    file: str
    """The corrections.toml that will settle it."""
    seen: str | None
    """The digest of its text."""


class InForce(Value):
    """A rule as the page shows it."""

    wrong: str
    right: str
    table: str
    title: str
    """Of the episode that it is for, "" for all."""
    file: str
    line: int
    seen: str | None
    lines: tuple[Sighting, ...]
    """The first that it put right, as they stand in the notes."""
    number: int
    """How many it put right."""


class Answer(Value):
    """What the person says of a doubt."""

    episode: str
    forms: tuple[str, ...]
    right: str | None
    """The right form; None where each is right: two different people."""
    seen: str | None


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
        answers.told(desk, "/names/back", Back, lambda said: back(desk, said), lambda _: names(desk)),
    ]


def names(desk: Desk) -> Told:
    """Every doubt, and every rule. Raises CurriculumError when notes or corrections cannot be read."""
    with desk.turn():
        return _Names(desk).shown()


def settle(desk: Desk, said: Answer) -> Told:
    """Write what settles a doubt; gives all as it stands then, and what has come of it.

    Raises:
        answers.Refused, answers.Stale: nothing was written.
        CurriculumError: a file cannot be read or written, or would not be read again as meant.
    """
    right = None if said.right is None else _name(said.right)
    with desk.turn():
        there = _Names(desk)
        doubt = there.doubt(said)
        standing = frozenset(form for form in doubt.forms if there.sightings.of(form, doubt.episode))
        pairs = corrections_change.pairs_for(doubt.forms, right or "", standing)
        file = there.file_for(doubt)
        rewrites = [there.rewrite(file, said.seen, doubt.table, pairs)]
        for other in there.files:
            before = journal.text_at(other) if other != file else None
            if before is not None:
                after = corrections_change.leading_on(before, doubt.table, pairs, other)
                rewrites += [Rewrite(other, before, after)] if after != before else []
        waited = there.waiting()
        there.write(rewrites)
        now = _Names(desk)
        return {**now.shown(), "said": _outcome(doubt, pairs, now, len(waited) - len(now.waiting()))}


def back(desk: Desk, said: Back) -> Told:
    """Take a rule out; gives all as it stands then. Raises as ``settle``."""
    with desk.turn():
        there = _Names(desk)
        rules = (rule for rule in there.rules if rule.file == said.file)
        asked = (said.table, said.wrong, said.right)
        if asked not in {(rule.episode, rule.wrong, rule.right) for rule in rules}:
            raise answers.Stale(_STALE)
        file = Path(said.file)  # it is one of ours: a rule that was read stands in it
        before = journal.text_at(file)
        if before is None or journal.digest(before) != said.seen:
            raise answers.Stale(_STALE)
        after = corrections_change.without_rule(before, said.table, said.wrong, file)
        there.write([Rewrite(file, before, after)])
        return {**_Names(desk).shown(), "said": f"“{said.wrong}” is read as it is written again."}


def _name(text: str) -> str:
    """A name as the person typed it; raises Refused for what is none."""
    name = " ".join(clean(text).split())
    if not name:
        raise answers.Refused("Type how the name is spelt.")
    if len(name) > _LONGEST or not name.isprintable():
        raise answers.Refused(f"A name has at most {_LONGEST} letters, and no signs that cannot be seen.")
    return name


def _outcome(doubt: Doubt, pairs: corrections_change.Pairs, now: "_Names", released: int) -> str:
    """What has come of a decision, in words; ``released`` cards wait no longer."""
    kept = [wrong for wrong, right in pairs.items() if wrong == right]
    wrong = [form for form in pairs if form not in kept]
    said: list[str] = []
    if wrong:
        put_right = {
            (place.path, place.line)
            for one in now.library.corrections
            if one.wrong in wrong and one.episode == doubt.table
            for place in one.places
        }
        listed = f"{_listed(wrong)} {'is' if len(wrong) == 1 else 'are'} read as “{pairs[wrong[0]]}” now"
        said.append(f"{listed}, in {several(len(put_right), 'line')}.")
    if kept:
        said.append(f"{_listed(kept)} {'is right as it is' if len(kept) == 1 else 'are right as they are'}.")
    names = {*doubt.forms, *pairs.values()}
    if any(
        len(names.intersection(one.forms)) > 1 for one in now.library.doubts if one.episode == doubt.episode
    ):
        said.append("The name still stands there in two spellings: look at it again.")
    if released > 0:
        said.append(f"{several(released, 'card')} {'waits' if released == 1 else 'wait'} no longer.")
    return " ".join(said)


def _listed(names: Sequence[str]) -> str:
    return " and ".join(f"“{name}”" for name in names)


class _Names:
    """The names of the notes as they stand now."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._workspace = desk, desk.workspace
        self._order = self._workspace.order
        self.library = self._workspace.library
        folders = self._workspace.folders()
        self.files = tuple(folder / corrections.NAME for folder in folders)
        self.rules = corrections.known_rules(folders)
        found = places.find(self._order.sources, self._order.exclude).places
        self._paths = {place.name: place.path for place in found}
        self.sightings = Sightings(self.library, self._paths, self.rules)

    def waiting(self) -> list[Card]:
        """The cards that wait for a name alone."""
        return [card for card in self._workspace.cards if waits(card)]

    def shown(self) -> Told:
        return {
            "doubts": [one.model_dump(mode="json") for one in self._questions()],
            "corrections": [one.model_dump(mode="json") for one in self._in_force()],
        }

    def doubt(self, said: Answer) -> Doubt:
        """The doubt that an answer is about; raises Stale when there is none."""
        for doubt in self.library.doubts:
            if (doubt.episode, doubt.forms) == (said.episode, said.forms):
                return doubt
        raise answers.Stale(_STALE)

    def file_for(self, doubt: Doubt) -> Path:
        """Where a doubt is settled: in the folder of the order that has its notes, never in a zip file."""
        for place in doubt.places:
            path = self._paths.get(place.path)
            for source in self._order.sources if path else ():
                folder = source if opening.is_folder(source) else source.parent
                if path and opening.on_disk(path).is_relative_to(folder):
                    return folder / corrections.NAME
        return self._workspace.folder / corrections.NAME

    def rewrite(self, file: Path, seen: str | None, table: str, pairs: corrections_change.Pairs) -> Rewrite:
        """The file with rules; raises Stale when it says something else than what was seen."""
        before = journal.text_at(file)
        if journal.digest(before) != seen:
            raise answers.Stale(_STALE)
        return Rewrite(file, before, corrections_change.with_rules(before or "", table, pairs, file))

    def write(self, rewrites: Sequence[Rewrite]) -> None:
        """Write the files, all or none; raises Stale when one of them says something else by now."""
        self._workspace.check()
        try:
            self._desk.rewrite(rewrites)
        except Stale:
            raise answers.Stale(_STALE) from None

    def _questions(self) -> Iterator[Question]:
        titles = {episode.id: episode.title for episode in self.library.episodes}
        waiting = self.waiting()
        for doubt in self.library.doubts:
            alone, file = Doubts([doubt]), self.file_for(doubt)
            yield Question(
                episode=doubt.episode,
                title=titles.get(doubt.episode, ""),
                forms=tuple(self._forms(doubt)),
                another=any(corrections.another_name(form, doubt.forms[0]) for form in doubt.forms[1:]),
                cards=sum(bool(alone.reason(card.source.episode, *texts_of(card))) for card in waiting),
                file=file.as_posix(),
                seen=journal.digest(journal.text_at(file)),
            )

    def _forms(self, doubt: Doubt) -> Iterator[Form]:
        for form, place in zip(doubt.forms, doubt.places, strict=True):
            found = self.sightings.of(form, doubt.episode)
            elsewhere = "" if found else f"{place.path}:{place.line}"
            if elsewhere and place.line == IN_NAME:
                elsewhere = f"the name of {place.path}"
            yield Form(form=form, lines=found[:_SHOWN], number=len(found), elsewhere=elsewhere)

    def _in_force(self) -> Iterator[InForce]:
        tables = {written.id: id for id, written in self.library.written}
        titles = {episode.id: episode.title for episode in self.library.episodes}
        put_right = {(one.wrong, one.right, one.episode): one.places for one in self.library.corrections}
        seen = {rule.file: journal.digest(journal.text_at(Path(rule.file))) for rule in self.rules}
        for rule in self.rules:
            found = put_right.get((rule.wrong, rule.right, rule.episode), ())
            yield InForce(
                wrong=rule.wrong,
                right=rule.right,
                table=rule.episode,
                title=titles.get(tables.get(rule.episode, rule.episode), rule.episode),
                file=rule.file,
                line=rule.line,
                seen=seen[rule.file],
                lines=tuple(self.sightings.at(one.path, one.line, rule.wrong) for one in found[:_SHOWN]),
                number=len(found),
            )
