"""The sheet: all that a writer is given, in one text."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from curriculum import opening
from curriculum.cards.writer.assignment import Assignment, Place, parts
from curriculum.problems import CurriculumError
from curriculum.reading.correspondence import BEGIN, END
from curriculum.reading.episode import Episode, KeyPoint, SubPoint

_LONGEST_SECTION = 6_000
"""Characters of one section without points that stand in the context; a transcript would fill the window."""
_VERSION = "<!-- version "


class Instruction(NamedTuple):
    """What a writer is told before it sees any notes."""

    version: str
    """``1``, or for a person's own file ``own-`` and eight digits of its hash."""
    text: str


def instruction(name: str = "instruction", own: Path | None = None) -> Instruction:
    """An instruction of ours (``instruction``, ``critic``, ``leeches``), or the one in a person's own file.

    Raises CurriculumError when that file cannot be read or says nothing.
    """
    if own is None:
        first, _, text = _ours(name).partition("\n")
        return Instruction(first.removeprefix(_VERSION).removesuffix(" -->"), text.strip())
    try:
        text = opening.read_text(own).strip()
    except OSError as error:
        said, remedy = (
            f"The instruction cannot be read: {opening.why(error)}.",
            "Name another with --instruction.",
        )
        raise CurriculumError.of("instruction", said, remedy, own.as_posix()) from error
    if not text:
        remedy = "Copy ours from curriculum/cards/writer/instruction.md and change it."
        raise CurriculumError.of("instruction", "The instruction is empty.", remedy, own.as_posix())
    return Instruction(f"own-{hashlib.sha256(text.encode()).hexdigest()[:8]}", text)


def form(name: str = "form") -> str:
    """How an answer is written down, for those who answer in plain text: of a writer, ``critic_form`` …"""
    return _ours(name).strip()


def _ours(name: str) -> str:
    return files("curriculum.cards.writer").joinpath(f"{name}.md").read_text("utf-8")


def sheet(told: Instruction, examples: str, assignments: Iterable[Assignment], answer: str) -> str:
    """The whole text: instruction, the learner's own examples, the form of the answer, the notes.

    ``answer`` is the form, said again at the end where long notes have come between; "" for none.
    """
    notes = [enclosed(notes_of(one)) for one in assignments]
    last = "Now answer, in the form above, for every point that has an id." if answer else ""
    return "\n\n".join(part for part in (told.text, examples, answer, *notes, last) if part) + "\n"


def sheets(
    told: Instruction, examples: str, assignments: Sequence[Assignment], answer: str, size: int | None
) -> Iterator[tuple[str, tuple[Assignment, ...]]]:
    """Texts of at most ``size`` characters, each with what it asks; one text for all when that is None.

    An episode that is too long for one is asked in parts, each with the points it asks and what the whole
    is about. A single point may still be longer than ``size``.
    """
    if size is None:
        if assignments:
            yield sheet(told, examples, assignments, answer), tuple(assignments)
        return
    room = size - len(sheet(told, examples, (), answer))
    batch: list[Assignment] = []
    used = 0
    for part in (part for one in assignments for part in _fitting(one, room)):
        cost = len(notes_of(part)) + len(BEGIN) + len(END) + 8
        if batch and used + cost > room:
            yield sheet(told, examples, batch, answer), tuple(batch)
            batch, used = [], 0
        batch.append(part)
        used += cost
    if batch:
        yield sheet(told, examples, batch, answer), tuple(batch)


def batched(
    head: str, parts: Iterable[tuple[str, int]], end: str, size: int | None
) -> Iterator[tuple[str, int]]:
    """Texts of about ``size`` letters, one for all when that is None, each with how many things it has.

    Every text is the head, some of the parts, none of them cut, and the end; a part comes with the count of
    what it has.
    """
    batch: list[str] = []
    count = 0
    for part, number in parts:
        if batch and size is not None and len(head) + sum(map(len, batch)) + len(part) > size:
            yield "\n\n".join((head, *batch, end)) + "\n", count
            batch, count = [], 0
        batch.append(part)
        count += number
    if batch:
        yield "\n\n".join((head, *batch, end)) + "\n", count


def _fitting(assignment: Assignment, room: int) -> Iterator[Assignment]:
    if len(notes_of(assignment)) <= room:
        yield assignment
        return
    head = len(_head(assignment.episode))
    cost = {place.id: len(_point(place.point, place)) + 2 for place in assignment.asked}
    for part in parts(assignment, cost, max(1, room - head)):
        yield part._replace(alone=True)


def notes_of(assignment: Assignment) -> str:
    """The episode as a writer reads it: all of it, the points that are asked about with their ids."""
    episode = assignment.episode
    asked = {place.point.id: place for place in assignment.asked}
    told = [_head(episode)]
    points = [*episode.points, *episode.takeaways]
    if assignment.alone:
        points = [point for point in points if point.id in asked]
    told += [_point(point, asked.get(point.id)) for point in points]
    if not assignment.alone:
        told += [f"## Said\n\n{_quotes(episode)}"] if episode.quotes else []
        told += [f"## {part.title}\n\n{part.text[:_LONGEST_SECTION]}" for part in episode.sections]
        told += [f"## Summary\n\n{episode.summary}"] if episode.summary else []
    return _harmless("\n\n".join(told))


def passages(found: Collection[Place]) -> str:
    """Points of one episode as a writer reads them, under what the episode is about; without their ids."""
    told = [_head(next(iter(found)).episode), *(_point(place.point, None) for place in found)]
    return _harmless("\n\n".join(told))


def enclosed(notes: str) -> str:
    """Notes between the lines that say where they begin and end."""
    return f"{BEGIN}\n\n{notes}\n\n{END}"


def _harmless(text: str) -> str:
    """Notes that cannot end themselves: a line in them that reads like our own is no longer one."""
    return text.replace(BEGIN, BEGIN.lower()).replace(END, END.lower())


def _head(episode: Episode) -> str:
    facts = [
        ("Show", episode.show),
        ("Number", str(episode.number or "")),
        ("Date", episode.date),
        ("Hosts", ", ".join(episode.hosts)),
        ("Guests", ", ".join(episode.guests)),
    ]
    lines = [f"# {episode.title}", *(f"{name}: {value}" for name, value in facts if value)]
    return "\n".join(lines) + (f"\n\n{episode.introduction}" if episode.introduction else "")


def _point(point: KeyPoint, place: Place | None) -> str:
    mark = f"[{place.id}, at most {place.most} card{'s' if place.most > 1 else ''}] " if place else ""
    under = f" (under “{point.topic}”)" if point.topic else ""
    head = f"## {mark}{point.label}{under}".rstrip()
    return "\n".join([head, *([point.text] if point.text else []), *_lines(point.subpoints, 0)])


def _lines(subpoints: Iterable[SubPoint], depth: int) -> Iterator[str]:
    for sub in subpoints:
        said = ": ".join(part for part in (sub.label, sub.text) if part)
        yield f"{'  ' * depth}- {said}"
        yield from _lines(sub.subpoints, depth + 1)


def _quotes(episode: Episode) -> str:
    return "\n".join(
        f"- “{quote.text}”{f' ({quote.speaker})' if quote.speaker else ''}" for quote in episode.quotes
    )
