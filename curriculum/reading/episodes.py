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
from curriculum.reading.faults import nothing, unread
from curriculum.reading.frontmatter import front_matter, read_front_matter
from curriculum.reading.heads import counts_up
from curriculum.reading.inline import plain
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
from curriculum.reading.segments import is_noted, segments
from curriculum.reading.shows import Shows

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
    may name the show; ``shelf`` the show that a folder is for where it stands. Corrections are applied
    first; the ids that they are limited to are those of the uncorrected episodes. Every non-blank line is
    in the file's accounts; what no field took is ``unread`` and a problem.
    """
    lines, applied = correct(text.split("\n"), [rule for rule in rules if not rule.episode], name)
    read = _read_lines(lines, name, shows, (folder, shelf), encoding)
    limited = {rule.episode for rule in rules} & {episode.id for episode in read.episodes}
    if limited:
        for episode, span in zip(read.episodes, _spans(read.episodes, len(lines)), strict=True):
            mine = [rule for rule in rules if rule.episode == episode.id]
            put_right, here = correct(lines[span.start - 1 : span.stop - 1], mine, name, span.start)
            lines[span.start - 1 : span.stop - 1] = put_right
            applied.extend(here)
        read = _read_lines(lines, name, shows, (folder, shelf), encoding)
    written: tuple[Episode, ...] = ()
    if applied:
        written = _read_lines(text.split("\n"), name, shows, (folder, shelf), encoding).episodes
    if len(written) != len(read.episodes):
        written = ()
    return read._replace(applied=tuple(applied), written=written)


def _spans(episodes: Sequence[Episode], count: int) -> list[range]:
    """The 1-based lines of each episode; what stands before the first belongs to it."""
    if not episodes:
        return []
    starts = [episode.source.line for episode in episodes]
    return [range(first, end) for first, end in zip([1, *starts[1:]], [*starts[1:], count + 1], strict=False)]


def _read_lines(
    lines: Sequence[str], name: str, shows: Shows, folders: tuple[str, str], encoding: str
) -> ReadFile:
    folder, shelf = folders
    ledger = Ledger(lines)
    shown = without_comments(list(lines), ledger)
    span = front_matter(shown)
    shown, problems = within_limits([_BULLET.sub(r"\1- ", line) for line in shown], ledger, name)
    shown[span.start : span.stop] = map(unfilled, shown[span.start : span.stop])
    sections, used = matter_sections(shown, span)
    for number in used:
        shown[number - 1] = ""
    shared, broken = read_front_matter(shown, span, ledger, name)
    problems.extend(broken)
    shown[span.start : span.stop] = [""] * len(span)
    residue = without_residue(shown, ledger)
    blocks = [*parts(parse("\n".join(residue.lines)), shows), *residue.chatter]
    found = segments(sorted(blocks, key=lambda block: block.first), shows, shared.title)
    sequence = counts_up([plain(part.title.text) for part in found if part.title])
    above = [plain(part.text) for part in found[0].collection if part.kind == "heading"]
    setting = Setting(name, folder, shows, sequence, tuple(above), shelf)
    episodes: list[Episode] = []
    told = [segment for segment in found if segment.title or segment.collection or is_noted(segment.parts)]
    if span and not told:
        told = [found[0]]  # front matter alone is an episode too
    if sections:
        told[0] = replace(told[0], parts=(*told[0].parts, *sections))
    for segment in told:
        own = len(told) == 1 or (told[0].title is None and segment is told[0])
        facts = shared if own else Facts()
        if not own and told[0].title is not None:
            facts.take_over(shared)
        if not own and segment is told[0]:
            for place in span:
                facts.keep_line(Line(place + 1, lines[place].strip(" -.")))
        episode, its_problems = complete(segment, setting, facts, ledger)
        episodes.append(episode)
        problems.extend(its_problems)
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
