"""Completion: one segment of a file made into a finished episode."""

from typing import NamedTuple

from curriculum.problems import Problem
from curriculum.reading import faults
from curriculum.reading.assembly import Assembly
from curriculum.reading.blocks import Line
from curriculum.reading.cast import Told, cast
from curriculum.reading.credits import credits
from curriculum.reading.draft import backing, finished
from curriculum.reading.episode import Episode, Section, Source
from curriculum.reading.facts import Facts, fact_lines
from curriculum.reading.headline import headline, known_of, under_show
from curriculum.reading.heads import is_facts
from curriculum.reading.inline import links, pictures, plain
from curriculum.reading.jingle import is_jingle
from curriculum.reading.ledger import Ledger
from curriculum.reading.limits import LONGEST_TITLE
from curriculum.reading.mentions import date_in_text, length_in_text
from curriculum.reading.segments import Segment
from curriculum.reading.shows import Shows
from curriculum.reading.slug import slug
from curriculum.reading.stamps import date_of
from curriculum.reading.texts import raw_lines, texts
from curriculum.reading.titles import TitleParts, rating, title_parts


class Setting(NamedTuple):
    """What is known of a file before its episodes are."""

    name: str
    """The file, as the person named it."""
    folder: str
    """The name of its folder, which may name the show."""
    shows: Shows
    sequence: bool
    """Whether the titles' leading numbers count up."""
    above: tuple[str, ...] = ()
    """Headings over all episodes, which may name the show."""
    shelf: str = ""
    """The show that its folder is, for where that stands, or ""."""


def complete(
    segment: Segment, setting: Setting, facts: Facts, ledger: Ledger
) -> tuple[Episode, list[Problem]]:
    """The episode of a segment, and its problems; ``facts`` are those of the front matter.

    Its lines are entered in the ledger.
    """
    name, shows = setting.name, setting.shows
    problems: list[Problem] = []
    preface = _preface(segment, ledger)
    said = _title(segment, setting, ledger)
    if segment.title and (rated := rating(segment.title.text)):
        facts.keep_line(Line(segment.title.lines[0].number, rated))
    said = under_show(said, segment, shows, setting.above)
    front = facts.title
    body = Assembly(segment, ledger, facts).run()
    if segment.title and is_facts(segment.title):
        said = None
        fact_lines(segment.title.lines, facts)
    facts.fill(credits(segment.parts))
    if facts.summary:
        body.summary.insert(0, plain(facts.summary))
    known = known_of(segment, body, setting.name, setting.folder, setting.above)
    first = segment.title.lines[0].number if segment.title else _first_line(segment)
    title, show, number, made = headline(segment, said, front, facts, body, known, shows)
    show = show or setting.shelf
    jingles = body.without(lambda draft: is_jingle(draft, show), "notes beside", segment.lines)
    body.sections.extend(draft.kept("Notes beside") for draft in jingles)
    if made:
        problems.append(faults.untitled(name, first, title))
    remarks = " ".join(remark.text for remark in body.remarks)
    hosts, guests = cast(facts, Told(title, show, known.about, remarks, known.everything))
    if len(title) > LONGEST_TITLE:
        problems.append(faults.long_title(name, first, len(title), LONGEST_TITLE))
        title = f"{title[: LONGEST_TITLE - 1].rstrip()}…"
    id = slug(title)
    above = [line for part in segment.collection for line in raw_lines(part)]
    head = [line.text for line in segment.title.lines] if segment.title else []
    led = [*(said.links if said else ()), *(url for line in above for url in links(line))]
    shown = [picture for line in (*head, *above) for picture in pictures(line)]
    problems.extend(faults.empty_points(body, name, title))
    if not (body.points or body.flashcards):
        problems.append(faults.pointless(name, first, title))
    elif body.points[:1] and body.points[0].unfilled and not body.summary:  # then all are
        problems.append(faults.unfilled(name, first, title, len(body.points)))
    if not show:
        problems.append(faults.showless(name, first, title))
    points, takeaways = finished(body.points, id), finished(body.takeaways, id, "takeaway-")
    backed = [*backing(body.points, points), *backing(body.takeaways, takeaways)]
    quotes = sorted([*body.quotes, *backed], key=lambda quote: quote.line)
    episode = Episode(
        id=id,
        number=number,
        show=show,
        title=title,
        hosts=hosts,
        guests=guests,
        links=tuple(dict.fromkeys([*led, *facts.links, *body.links])),
        pictures=tuple(dict.fromkeys([*shown, *facts.pictures, *body.pictures])),
        date=facts.date
        or date_in_text(known.opening)
        or (date_of(plain(segment.title.text)) if segment.title else ""),
        duration=facts.duration or length_in_text("\n".join([*head, known.opening])),
        remarks=tuple(sorted([*body.remarks, *facts.remarks], key=lambda remark: remark.line)),
        introduction="\n\n".join(body.introduction),
        points=points,
        quotes=tuple(quotes),
        takeaways=takeaways,
        summary="\n\n".join(body.summary),
        flashcards=tuple(sorted(body.flashcards, key=lambda card: card.line)),
        sections=(*preface, *facts.sections(), *body.sections, *_chatter(segment, ledger)),
        tags=tuple(facts.tags),
        source=Source(path=name, line=first),
    )
    return episode, problems


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


def _chatter(segment: Segment, ledger: Ledger) -> tuple[Section, ...]:
    """What a chat assistant said around the notes: kept, but no part of them."""
    lines = [line for part in segment.chatter for line in texts(part)]
    for part in segment.chatter:
        ledger.take(part.numbers, "chatter")
    if not lines:
        return ()
    return (Section(title="Chatter", text="\n".join(line.text for line in lines), line=lines[0].number),)


def _title(segment: Segment, setting: Setting, ledger: Ledger) -> TitleParts | None:
    if segment.title is None:
        return None
    ledger.take(segment.title.numbers, "title")
    return title_parts(segment.title.text, setting.shows, sequence=setting.sequence)


def _first_line(segment: Segment) -> int:
    return min((part.first for part in segment.parts), default=1)
