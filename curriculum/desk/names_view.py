"""The names as the page shows them: doubts and rules with their lines, and the files that settle them."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from curriculum import opening
from curriculum.cards.card import Card
from curriculum.cards.doubt import Doubts, texts_of, waits
from curriculum.desk import answers, journal
from curriculum.desk.answers import Told
from curriculum.desk.desk import Desk
from curriculum.desk.journal import Rewrite
from curriculum.reading import corrections, corrections_change, places
from curriculum.reading.doubts import IN_NAME
from curriculum.reading.library import Doubt
from curriculum.reading.sightings import Sighting, Sightings
from curriculum.shipping.decisions import Stale
from curriculum.value import Value

_SHOWN = 3
"""Lines of a form that are shown; the others are counted."""
STALE = "The corrections or the notes say something else by now: here is how they stand."


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


class Names:
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
        """All of them as an answer."""
        return {
            "doubts": [one.model_dump(mode="json") for one in self._questions()],
            "corrections": [one.model_dump(mode="json") for one in self._in_force()],
        }

    def doubt(self, episode: str, forms: Sequence[str]) -> Doubt:
        """The doubt between these forms in an episode; raises Stale when there is none."""
        for doubt in self.library.doubts:
            if (doubt.episode, doubt.forms) == (episode, tuple(forms)):
                return doubt
        raise answers.Stale(STALE)

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
            raise answers.Stale(STALE)
        return Rewrite(file, before, corrections_change.with_rules(before or "", table, pairs, file))

    def write(self, rewrites: Sequence[Rewrite]) -> None:
        """Write the files, all or none; raises Stale when one of them says something else by now."""
        self._workspace.check()
        try:
            self._desk.rewrite(rewrites)
        except Stale:
            raise answers.Stale(STALE) from None

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
