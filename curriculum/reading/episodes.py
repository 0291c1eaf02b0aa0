"""Episodes: one file's text read into episodes, with an account of each of its lines."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from curriculum.problems import Problem
from curriculum.reading.blocks import Line, parse
from curriculum.reading.comments import without_comments
from curriculum.reading.completion import Setting, complete
from curriculum.reading.corrections import Applied, Rule, correct
from curriculum.reading.episode import Episode
from curriculum.reading.facts import Facts
from curriculum.reading.faults import nothing, unread, unsure_split
from curriculum.reading.frontmatter import front_matter, read_front_matter
from curriculum.reading.heads import counts_up
from curriculum.reading.inline import plain
from curriculum.reading.inline_list import unstrung
from curriculum.reading.kinds import EPISODE
from curriculum.reading.language import in_its_language
from curriculum.reading.ledger import Ledger
from curriculum.reading.library import SourceFile
from curriculum.reading.limits import within_limits
from curriculum.reading.manners import Verdict
from curriculum.reading.marks import unfilled
from curriculum.reading.matter import matter_sections
from curriculum.reading.names import Names, names_in
from curriculum.reading.parts import parts
from curriculum.reading.residue import without_residue
from curriculum.reading.segments import Segment, divide, is_noted
from curriculum.reading.separators import with_rules
from curriculum.reading.shows import Shows
from curriculum.reading.unique import called_as

_BULLET = re.compile(r"^(\s*)[•◦▪‣●○■□➤►⁃∙·✓✔☐☑✅➡→🔹🔸▶👉⭐]\s+")


class ReadFile(NamedTuple):
    """What one file gave."""

    episodes: tuple[Episode, ...]
    file: SourceFile
    problems: tuple[Problem, ...]
    names: tuple[Names, ...] = ()
    """The names in each episode, in the order of ``episodes``."""
    applied: tuple[Applied, ...] = ()
    """Where corrections were applied."""
    written: tuple[Episode, ...] = ()
    """The episodes of a corrected file as it has them, in the order of ``episodes``; () when the corrections
    changed how many there are, or nothing."""
    verdict: Verdict = EPISODE
    """What the file shows; one that is of another kind is not read."""


def read_text(
    text: str,
    name: str,
    shows: Shows,
    *,
    folder: str = "",
    shelf: str = "",
    encoding: str = "utf-8",
    rules: Sequence[Rule] = (),
) -> ReadFile:
    """Read the text of one episode file.

    ``name`` is the file as the person named it; ``folder`` the name of the folder it lies in, which
    may name the show; ``shelf`` the show that a folder is for where it stands. Every non-blank line is
    in the file's accounts; what no field took is ``unread`` and a problem. Corrections are applied, those
    for all episodes before those for one. They change no id, and unmake no episode: both are decided on
    the words of the file.
    """
    setting = _Setting(name, shows, (folder, shelf), encoding)
    lines = text.split("\n")
    written = read = _read_lines(lines, setting)
    applied: list[Applied] = []
    for corrected in (_everywhere, _in_one_episode):
        put_right, here = corrected(lines, rules, read)
        if here:
            lines, read = _read_again(put_right, lines, read, setting)
            applied.extend(here)
    before = written.episodes if applied and len(written.episodes) == len(read.episodes) else ()
    return read._replace(applied=tuple(applied), written=before)


class _Setting(NamedTuple):
    """What is known of a file besides its lines."""

    name: str
    shows: Shows
    folders: tuple[str, str]
    encoding: str


def _everywhere(
    lines: Sequence[str], rules: Sequence[Rule], read: ReadFile
) -> tuple[list[str], list[Applied]]:
    """The lines put right by the rules for all episodes, and where."""
    return correct(lines, [rule for rule in rules if not rule.episode], read.file.path)


def _in_one_episode(
    lines: Sequence[str], rules: Sequence[Rule], read: ReadFile
) -> tuple[list[str], list[Applied]]:
    """The lines put right by the rules for the episode that they stand in, and where."""
    put_right, applied = list(lines), list[Applied]()
    limited = {rule.episode for rule in rules} - {""}
    for episode, span in zip(read.episodes, _spans(read.episodes, len(lines)), strict=True):
        if episode.id in limited:
            mine = [rule for rule in rules if rule.episode == episode.id]
            part = slice(span.start - 1, span.stop - 1)
            put_right[part], here = correct(lines[part], mine, read.file.path, span.start)
            applied.extend(here)
    return put_right, applied


def _read_again(
    put_right: list[str], lines: Sequence[str], before: ReadFile, setting: _Setting
) -> tuple[list[str], ReadFile]:
    """Lines that were put right, and what they give; ``before`` is what they gave.

    A title stays as it was where by the new one no episode would be known.
    """
    read = _read_lines(put_right, setting)
    if len(read.episodes) < len(before.episodes):
        lost = _titles(before) - _titles(read)
        numbered = enumerate(zip(put_right, lines, strict=True), 1)
        put_right = [old if number in lost else new for number, (new, old) in numbered]
        read = _read_lines(put_right, setting)
    if len(read.episodes) == len(before.episodes):
        pairs = zip(read.episodes, before.episodes, strict=True)
        read = read._replace(episodes=tuple(called_as(*pair) for pair in pairs))
    return put_right, read


def _titles(read: ReadFile) -> set[int]:
    """The lines that were read as titles."""
    return {number for number, account in read.file.accounts.items() if account == "title"}


def _spans(episodes: Sequence[Episode], count: int) -> list[range]:
    """The 1-based lines of each episode; what stands before the first belongs to it."""
    if not episodes:
        return []
    starts = [episode.source.line for episode in episodes]
    return [range(first, end) for first, end in zip([1, *starts[1:]], [*starts[1:], count + 1], strict=False)]


def _read_lines(lines: Sequence[str], setting: _Setting) -> ReadFile:
    name, shows, (folder, shelf), encoding = setting
    ledger = Ledger(lines)
    shown = without_comments(list(lines), ledger)
    span = front_matter(shown)
    shown, problems = within_limits(
        [line if line.isascii() else _BULLET.sub(r"\1- ", line) for line in shown], ledger, name
    )
    shown[span.start : span.stop] = map(unfilled, shown[span.start : span.stop])
    sections, used = matter_sections(shown, span)
    for number in used:
        shown[number - 1] = ""
    shared, broken = read_front_matter(shown, span, ledger, name)
    problems.extend(broken)
    shown[span.start : span.stop] = [""] * len(span)
    residue = without_residue(shown, ledger)
    shown, marks = with_rules(residue.lines)
    text = "\n".join(shown)
    blocks = [*parts(unstrung(parse(text), text), shows), *residue.chatter]
    # facts of one episode without its title: the file's name is the title, and not the first heading
    named = shared.title or (name if shared.guests or shared.number is not None else "")
    found, openings = divide(sorted(blocks, key=lambda block: block.first), shows, named, marks)
    sequence = counts_up([plain(part.title.text) for part in found if part.title])
    episodes: list[Episode] = []
    told = [segment for segment in found if segment.title or segment.collection or is_noted(segment.parts)]
    if span and found and not told:
        told = [found[0]]  # front matter alone is an episode too
    if sections:
        first, *rest = told or [Segment(None, ())]
        told = [replace(first, parts=(*first.parts, *sections)), *rest]
    for segment in told:
        own = len(told) == 1 or (told[0].title is None and segment is told[0])
        facts = shared if own else Facts()
        if not own and told[0].title is not None:
            facts.take_over(shared)
        if not own and segment is told[0]:
            for place in span:
                facts.keep_line(Line(place + 1, lines[place].strip(" -.")))
        within = Setting(name, folder, shows, sequence, segment.above, shelf)
        episode, its_problems = complete(segment, within, facts, ledger)
        episodes.append(episode)
        problems.extend(its_problems)
    if openings and episodes:
        problems.append(unsure_split(name, openings, len(episodes)))
    spans = _spans(episodes, len(lines))
    episodes = [
        in_its_language(residue.given(episode, span)) for episode, span in zip(episodes, spans, strict=True)
    ]
    accounts = ledger.close()
    problems.extend(unread(accounts, lines, name) if episodes else nothing(accounts, name))
    file = SourceFile(path=name, encoding=encoding, lines=len(accounts), accounts=accounts)
    names = tuple(
        names_in((number, accounts[number], lines[number - 1]) for number in span if number in accounts)
        for span in spans
    )
    return ReadFile(tuple(episodes), file, tuple(problems), names)
