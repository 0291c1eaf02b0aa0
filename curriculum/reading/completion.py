"""Completion: one segment of a file made into a finished episode."""

import re
from typing import NamedTuple

from curriculum.problems import Problem
from curriculum.reading import faults, fields, people
from curriculum.reading.assembly import Assembly
from curriculum.reading.blocks import Line
from curriculum.reading.body import Body
from curriculum.reading.draft import backing, finished
from curriculum.reading.episode import Episode, Section, Source
from curriculum.reading.facts import Facts, fact_lines
from curriculum.reading.heads import is_facts
from curriculum.reading.inline import links, pictures, plain
from curriculum.reading.ledger import Ledger
from curriculum.reading.limits import LONGEST_TITLE
from curriculum.reading.segments import Segment
from curriculum.reading.shows import Shows
from curriculum.reading.slug import slug
from curriculum.reading.texts import raw_lines, texts
from curriculum.reading.titles import TitleParts, rating, title_parts
from curriculum.reading.untitled import title_of

_ANNOUNCED = re.compile(
    r"\b(?:episode|podcast|conversation|interview)\b[^\"“.!?]{0,40}[\"“](?P<title>[^\"“”]{3,120})[\"”]",
    re.IGNORECASE,
)
_ABOUT = 10_000
"""Characters of introduction and summary that are searched for people and shows."""


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
    body = Assembly(segment, ledger, facts).run()
    if segment.title and is_facts(segment.title):
        said = None
        fact_lines(segment.title.lines, facts)
    if facts.summary:
        body.summary.insert(0, plain(facts.summary))
    about = "\n".join([*body.introduction, *body.summary])[:_ABOUT]
    first = segment.title.lines[0].number if segment.title else _first_line(segment)
    title, show_in_title = said.title if said else "", said.show if said else ""
    if facts.title and (said is None or not said.sure):
        stated = title_parts(facts.title, shows)
        if title and title != stated.title:
            facts.keep_line(Line(first, title))
        title, show_in_title = stated.title, stated.show
        facts.number = stated.number if facts.number is None else facts.number
    elif facts.title and facts.title != title:
        facts.keep(fields.Field("title", facts.title, "Title"), first)
    if said and said.show and shows.full_name(title) == said.show:
        title = _opening_line(body)  # the heading names the show alone
    title = _uncoded(_without_show(title, facts.show), facts.number)
    guests = tuple(facts.guests) or _guests(body, title, about)
    number = said.number if said and said.number is not None else facts.number
    if number is None and (counted := re.fullmatch(r"(\d{1,4}) (.+)", title)) and counted.group(2) in guests:
        number, title = int(counted.group(1)), counted.group(2)  # "310 Ann Lee"
    if not title and (announced := _announced(segment)):
        title = title_parts(announced, shows).title
    if not title:
        title = title_of(name, guests, about, [draft.label for draft in body.points])
        problems.append(faults.untitled(name, first, title))
    show = _show(show_in_title, facts, about, setting)
    if not show:
        show, title = shows.told(about, title)
    if len(title) > LONGEST_TITLE:
        problems.append(faults.long_title(name, first, len(title), LONGEST_TITLE))
        title = f"{title[: LONGEST_TITLE - 1].rstrip()}…"
    id = slug(title)
    above = [line for part in segment.collection for line in raw_lines(part)]
    head = [line.text for line in segment.title.lines] if segment.title else []
    led = [*(said.links if said else ()), *(url for line in above for url in links(line))]
    shown = [picture for line in (*head, *above) for picture in pictures(line)]
    problems.extend(faults.empty_points(body, name, title))
    if not body.points:
        problems.append(faults.pointless(name, first, title))
    if not show:
        problems.append(faults.showless(name, first, title))
    points, takeaways = finished(body.points, id), finished(body.takeaways, id, "takeaway-")
    backed = [*backing(body.points, points), *backing(body.takeaways, takeaways)]
    quotes = sorted([*body.quotes, *backed], key=lambda quote: quote.line)
    hosts = tuple(facts.hosts) or tuple(host for host in people.hosts_in_text(about) if host not in guests)
    episode = Episode(
        id=id,
        number=number,
        show=show,
        title=title,
        hosts=hosts,
        guests=guests,
        links=tuple(dict.fromkeys([*led, *facts.links, *body.links])),
        pictures=tuple(dict.fromkeys([*shown, *facts.pictures, *body.pictures])),
        date=facts.date,
        duration=facts.duration,
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


def _announced(segment: Segment) -> str:
    """The title that a chat assistant's first words name ("a summary of the episode "Salt and Bone"")."""
    found = (_ANNOUNCED.search(line.text) for part in segment.chatter[:1] for line in texts(part))
    return next((match.group("title").strip() for match in found if match), "")


def _title(segment: Segment, setting: Setting, ledger: Ledger) -> TitleParts | None:
    if segment.title is None:
        return None
    ledger.take(segment.title.numbers, "title")
    return title_parts(segment.title.text, setting.shows, sequence=setting.sequence)


def _without_show(title: str, show: str) -> str:
    """A title without the show that a fact names, at its start or end ("… | Deep Time")."""
    if not show:
        return title
    name = re.escape(show.removesuffix(" Podcast").removesuffix(" podcast")) + r"(?:\s+[Pp]odcast)?"
    rest = re.sub(rf"^{name}\s*[:|–—-]\s+|\s+[|–—·-]\s*{name}$", "", title, count=1)
    return rest.strip() or title


def _uncoded(title: str, number: int | None) -> str:
    """A title without a show's short name and the episode's own number ("AiA 225: Forms")."""
    match = re.match(r"[^\W\d_][\w.&'’]{0,11} #?(\d{1,5})\s*[:–—-]\s+(?=\S)", title)
    return title[match.end() :] if match and number == int(match.group(1)) else title


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
    everything = "\n".join([about, *(draft.opening.text for draft in body.points)])[: 10 * _ABOUT]
    remarks = " ".join(remark.text for remark in body.remarks)
    named = (
        (*people.guests_in_text(about), *people.speakers_in_text(about))
        or people.guests_in_text(remarks)
        or people.guest_on(title, everything)
    )
    found = people.full_names(dict.fromkeys(named), everything)
    hosts = people.hosts_in_text(about) or people.hosts_in_text(remarks)
    return tuple(guest for guest in found if guest not in hosts)


def _above(heading: str, shows: Shows) -> str:
    """The show that a heading over all episodes names, or starts with ("Radiolab notes")."""
    return shows.full_name(heading) or shows.leading(heading)[0]


def _show(titled: str, facts: Facts, about: str, setting: Setting) -> str:
    """The show, from the title, a fact, the text, a heading above, the folder or the file's name."""
    shows = setting.shows
    if titled:
        return titled
    if facts.show:
        return shows.full_name(facts.show) or facts.show
    stem = re.sub(r"[-_]+", " ", setting.name.rpartition("/")[2].rpartition(".")[0])
    return (
        shows.mentioned(about)
        or next((show for heading in setting.above if (show := _above(heading, shows))), "")
        or shows.full_name(re.sub(r"[-_]+", " ", setting.folder))
        or shows.leading(stem)[0]
    )
