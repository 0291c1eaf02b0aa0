"""Episodes: one file's text read into episodes, with an account of each of its lines."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from curriculum.problems import Problem
from curriculum.reading import fields, people
from curriculum.reading.assembly import Assembly, Body
from curriculum.reading.blocks import Line, parse
from curriculum.reading.comments import without_comments
from curriculum.reading.corrections import Applied, Rule, correct
from curriculum.reading.episode import Episode, Section, Source
from curriculum.reading.facts import Facts, fact_lines
from curriculum.reading.frontmatter import front_matter, read_front_matter
from curriculum.reading.inline import plain
from curriculum.reading.ledger import Ledger
from curriculum.reading.library import SourceFile
from curriculum.reading.names import Names, names_in
from curriculum.reading.parts import parts
from curriculum.reading.points import finished
from curriculum.reading.segments import Segment, counts_up, is_facts, segments
from curriculum.reading.shows import Shows
from curriculum.reading.slug import slug
from curriculum.reading.texts import addresses, texts
from curriculum.reading.titles import TitleParts, title_parts
from curriculum.reading.untitled import title_of

_BULLET = re.compile(r"^(\s*)[•◦▪‣●○■□➤►⁃∙·✓✔☐☑]\s+")


class ReadFile(NamedTuple):
    """What one file gave."""

    episodes: tuple[Episode, ...]
    file: SourceFile
    problems: tuple[Problem, ...]
    names: tuple[Names, ...] = ()
    """The names in each episode, in the order of ``episodes``."""
    applied: tuple[Applied, ...] = ()
    """Where corrections were applied."""


def read_text(
    text: str,
    name: str,
    shows: Shows,
    *,
    folder: str = "",
    encoding: str = "utf-8",
    rules: Sequence[Rule] = (),
) -> ReadFile:
    """Read the text of one episode file.

    ``name`` is the file as the person named it; ``folder`` the name of the folder it lies in, which
    may name the show. Corrections are applied first; the ids that they are limited to are those
    of the uncorrected episodes. Every non-blank line is in the file's accounts; what no field took
    is ``unread`` and a problem.
    """
    lines, applied = correct(text.split("\n"), [rule for rule in rules if not rule.episode], name)
    read = _read_lines(lines, name, shows, folder, encoding)
    limited = {rule.episode for rule in rules} & {episode.id for episode in read.episodes}
    if limited:
        for episode, span in zip(read.episodes, _spans(read.episodes, len(lines)), strict=True):
            mine = [rule for rule in rules if rule.episode == episode.id]
            put_right, here = correct(lines[span.start - 1 : span.stop - 1], mine, name, span.start)
            lines[span.start - 1 : span.stop - 1] = put_right
            applied.extend(here)
        read = _read_lines(lines, name, shows, folder, encoding)
    return read._replace(applied=tuple(applied))


def _spans(episodes: Sequence[Episode], count: int) -> list[range]:
    """The 1-based lines of each episode; what stands before the first belongs to it."""
    starts = [episode.source.line for episode in episodes]
    return [range(first, end) for first, end in zip([1, *starts[1:]], [*starts[1:], count + 1], strict=False)]


def _read_lines(lines: Sequence[str], name: str, shows: Shows, folder: str, encoding: str) -> ReadFile:
    ledger = Ledger(lines)
    shown = without_comments(list(lines), ledger)
    span = front_matter(shown)
    shown = [_BULLET.sub(r"\1- ", line) for line in shown]
    shared, problems = read_front_matter(shown, span, ledger, name)
    shown[span.start : span.stop] = [""] * len(span)
    found = segments(parts(parse("\n".join(shown)), shows), shows)
    sequence = counts_up([plain(part.title.text) for part in found if part.title])
    episodes: list[Episode] = []
    told = [segment for segment in found if segment.title or segment.parts or segment.collection]
    if span and not told:
        told = [found[0]]  # front matter alone is an episode too
    for segment in told:
        own = len(told) == 1 or (told[0].title is None and segment is told[0])
        facts = shared if own else Facts()
        if not own and told[0].title is not None:
            facts.take_over(shared)
        if not own and segment is told[0]:
            for place in span:
                facts.keep_line(Line(place + 1, lines[place].strip(" -.")))
        episodes.append(_episode(segment, name, folder, shows, ledger, problems, sequence, facts))
    accounts = ledger.close()
    problems.extend(_unread(accounts, lines, name))
    file = SourceFile(path=name, encoding=encoding, lines=len(accounts), accounts=accounts)
    names = tuple(
        names_in((number, accounts[number], lines[number - 1]) for number in span if number in accounts)
        for span in _spans(episodes, len(lines))
    )
    return ReadFile(tuple(episodes), file, tuple(problems), names)


def _episode(
    segment: Segment,
    name: str,
    folder: str,
    shows: Shows,
    ledger: Ledger,
    problems: list[Problem],
    sequence: bool,
    facts: Facts,
) -> Episode:
    preface = _preface(segment, ledger)
    said = _title(segment, shows, ledger, sequence)
    body = Assembly(segment, ledger, facts).run()
    if segment.title and is_facts(segment.title):
        said = None
        fact_lines(segment.title.lines, facts)
    about = "\n".join([*body.introduction, *body.summary])
    first = segment.title.lines[0].number if segment.title else _first_line(segment)
    title = said.title if said else ""
    if facts.title and (said is None or not said.sure):
        stated = title_parts(facts.title, shows)
        if title and title != stated.title:
            facts.keep_line(Line(first, title))
        title = stated.title
    elif facts.title and facts.title != title:
        facts.keep(fields.Field("title", facts.title, "Title"), first)
    if said and said.show and shows.full_name(title) == said.show:
        title = _opening_line(body)  # the heading names the show alone
    guests = tuple(facts.guests) or _guests(body, title, about)
    if not title:
        title = title_of(name, guests, about, [draft.label for draft in body.points])
        problems.append(_untitled(name, first, title))
    id = slug(title)
    number = said.number if said else None
    before = [url for part in segment.collection for url in addresses(part)]
    headings = [plain(part.text) for part in segment.collection if part.kind == "heading"]
    show = _show(said, facts, about, folder, name, shows, headings)
    problems.extend(_empty_points(body, name, title))
    if not body.points:
        problems.append(_pointless(name, first, title))
    if not show:
        problems.append(_showless(name, first, title))
    hosts = tuple(facts.hosts) or tuple(host for host in people.hosts_in_text(about) if host not in guests)
    return Episode(
        id=id,
        number=number if number is not None else facts.number,
        show=show,
        title=title,
        hosts=hosts,
        guests=guests,
        links=tuple(dict.fromkeys([*(said.links if said else ()), *before, *facts.links, *body.links])),
        date=facts.date,
        duration=facts.duration,
        remarks=tuple(sorted([*body.remarks, *facts.remarks], key=lambda remark: remark.line)),
        introduction="\n\n".join(body.introduction),
        points=finished(body.points, id),
        quotes=tuple(body.quotes),
        takeaways=finished(body.takeaways, id, "takeaway-"),
        summary="\n\n".join(body.summary),
        flashcards=tuple(sorted(body.flashcards, key=lambda card: card.line)),
        sections=(*preface, *facts.sections(), *body.sections),
        tags=tuple(facts.tags),
        source=Source(path=name, line=first),
    )


def _preface(segment: Segment, ledger: Ledger) -> tuple[Section, ...]:
    """What stood before the first episode, kept with it."""
    found: list[Section] = []
    title, line = "", 0
    lines: list[str] = []
    for part in segment.collection:
        ledger.take(part.numbers, "separator" if part.kind == "rule" else "preface")
        if part.kind == "heading":
            if title or lines:
                found.append(Section(title=title, text="\n".join(lines), line=line))
            title, lines, line = plain(part.text), [], part.first
        else:
            line = line or part.first
            lines.extend(shown.text for shown in texts(part))
    if title or lines:
        found.append(Section(title=title, text="\n".join(lines), line=line))
    return tuple(found)


def _title(segment: Segment, shows: Shows, ledger: Ledger, sequence: bool) -> TitleParts | None:
    if segment.title is None:
        return None
    ledger.take(segment.title.numbers, "title")
    return title_parts(segment.title.text, shows, sequence=sequence)


def _opening_line(body: Body) -> str:
    """A short first paragraph, taken out of the introduction to be the title; "" when there is none."""
    if body.introduction and len(body.introduction[0]) <= 100 and "\n" not in body.introduction[0]:
        return body.introduction.pop(0)
    return ""


def _first_line(segment: Segment) -> int:
    return min((part.first for part in segment.parts), default=1)


def _guests(body: Body, title: str, about: str) -> tuple[str, ...]:
    named = people.guests_in_title(title)
    if named:
        return named
    everything = "\n".join([about, *(draft.opening.text for draft in body.points)])
    found = people.full_names(people.guests_in_text(about), everything)
    hosts = people.hosts_in_text(about)
    return tuple(guest for guest in found if guest not in hosts)


def _show(
    said: TitleParts | None,
    facts: Facts,
    about: str,
    folder: str,
    name: str,
    shows: Shows,
    headings: Sequence[str],
) -> str:
    if said and said.show:
        return said.show
    if facts.show:
        return shows.full_name(facts.show) or facts.show
    stem = re.sub(r"[-_]+", " ", name.rpartition("/")[2].rpartition(".")[0])
    return (
        shows.mentioned(about)
        or next((show for heading in headings if (show := shows.full_name(heading))), "")
        or shows.full_name(re.sub(r"[-_]+", " ", folder))
        or shows.leading(stem)[0]
    )


def _empty_points(body: Body, name: str, title: str) -> list[Problem]:
    return [
        Problem(
            path=name,
            line=draft.line,
            kind="empty-point",
            message=f"{draft.account.capitalize()} of “{title}” has no text"
            + (f" after its label “{draft.label}”." if draft.label else "."),
            remedy="Add what the episode says about it, or delete the line.",
        )
        for draft in [*body.points, *body.takeaways]
        if draft.bare
    ]


def _untitled(name: str, line: int, title: str) -> Problem:
    return Problem(
        path=name,
        line=line,
        kind="title",
        message=f"This episode has no title; it is called “{title}” after the text or the file’s name.",
        remedy="Write its title as a heading above it (# Title).",
    )


def _pointless(name: str, line: int, title: str) -> Problem:
    return Problem(
        path=name,
        line=line,
        kind="no-points",
        message=f"“{title}” has no key points.",
        remedy="Write them as a list under a heading “Key Points”.",
    )


def _showless(name: str, line: int, title: str) -> Problem:
    return Problem(
        path=name,
        line=line,
        kind="show",
        message=f"The show of “{title}” is not known.",
        remedy="Write “Show: …” under the title, or name the show in a shows.toml beside the file.",
    )


def _unread(accounts: Mapping[int, str], lines: Sequence[str], name: str) -> list[Problem]:
    return [
        Problem(
            path=name,
            line=number,
            kind="unread",
            message=f"This line was not understood: {_cut(lines[number - 1].strip())}",
            remedy="Move it under a heading, or report the format.",
        )
        for number, account in accounts.items()
        if account == "unread"
    ]


def _cut(text: str, limit: int = 80) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"
