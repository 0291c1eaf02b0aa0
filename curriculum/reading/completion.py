"""Completion: one segment of a file made into a finished episode."""

import re
from typing import NamedTuple

from curriculum.problems import Problem
from curriculum.reading import faults, fields
from curriculum.reading.assembly import Assembly
from curriculum.reading.billing import billed
from curriculum.reading.blocks import Line
from curriculum.reading.body import Body
from curriculum.reading.cast import Told, cast
from curriculum.reading.credits import credits
from curriculum.reading.episode import Episode, Section, Source
from curriculum.reading.facts import Facts, fact_lines
from curriculum.reading.headings import section_kind
from curriculum.reading.heads import is_facts
from curriculum.reading.inline import links, pictures, plain
from curriculum.reading.ledger import Ledger
from curriculum.reading.limits import LONGEST_TITLE
from curriculum.reading.mentions import date_in_text, length_in_text, number_in_text
from curriculum.reading.naming import Known, coded, last_show, names_show, show_of, without_show
from curriculum.reading.parts import BOLD
from curriculum.reading.points import finished
from curriculum.reading.provenance import of_file
from curriculum.reading.segments import Segment
from curriculum.reading.shows import Shows
from curriculum.reading.slug import slug
from curriculum.reading.texts import raw_lines, texts
from curriculum.reading.titles import TitleParts, names_no_title, rating, title_parts
from curriculum.reading.untitled import title_of

_ANNOUNCED = re.compile(
    r"\b(?:episode|podcast|conversation|interview)\b[^\"“.!?]{0,40}[\"“](?P<title>[^\"“”]{3,120})[\"”]",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[*_`\[\]]+")
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
    said = _under_show(said, segment, setting)
    front = facts.title
    body = Assembly(segment, ledger, facts).run()
    if segment.title and is_facts(segment.title):
        said = None
        fact_lines(segment.title.lines, facts)
    facts.fill(credits(segment.parts))
    if facts.summary:
        body.summary.insert(0, plain(facts.summary))
    known = _known(segment, setting, body)
    first = segment.title.lines[0].number if segment.title else _first_line(segment)
    title, titled, number = _titled(said, front, facts, shows, first)
    if said and said.show and said.show in (title, shows.full_name(title)):
        title = _opening_line(body) or (title if said.links else "")  # the heading names the show alone
    show = show_of(titled, facts, known, shows)
    title = without_show(title, show, told=bool(show) and not titled and not facts.show)
    everything = f"{known.about}\n{_MARKS.sub('', known.whole)}"[: 10 * _ABOUT]
    remarks = " ".join(remark.text for remark in body.remarks)
    counted = re.fullmatch(r"(\d{1,4}) (.+)", title) if number is None else None
    if counted and counted.group(2) in (*facts.guests, *billed(title, everything)):
        number, title = int(counted.group(1)), counted.group(2)  # "310 Ann Lee"
    if not title and (announced := _announced(segment)):
        title = title_parts(announced, shows).title
    if not title:
        file = of_file(name, shows, show)
        guests = cast(facts, Told("", show, known.about, remarks, everything)).guests
        title = title_of(name, guests, known.about, [draft.label for draft in body.points], file.title)
        title, number = without_show(title, show), file.number if number is None else number
        problems.append(faults.untitled(name, first, title))
    if not show:
        show, title = last_show(title, known, bool(billed(title, everything)))
    number = number_in_text(known.opening) if number is None else number
    hosts, guests = cast(facts, Told(title, show, known.about, remarks, everything))
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
    episode = Episode(
        id=id,
        number=number,
        show=show,
        title=title,
        hosts=hosts,
        guests=guests,
        links=tuple(dict.fromkeys([*led, *facts.links, *body.links])),
        pictures=tuple(dict.fromkeys([*shown, *facts.pictures, *body.pictures])),
        date=facts.date or date_in_text(known.opening),
        duration=facts.duration or length_in_text("\n".join([*head, known.opening])),
        remarks=tuple(sorted([*body.remarks, *facts.remarks], key=lambda remark: remark.line)),
        introduction="\n\n".join(body.introduction),
        points=finished(body.points, id),
        quotes=tuple(body.quotes),
        takeaways=finished(body.takeaways, id, "takeaway-"),
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


def _under_show(said: TitleParts | None, segment: Segment, setting: Setting) -> TitleParts | None:
    """The title line "Episode 203: …" under a heading that is only its show's name; any other as it is."""
    if said is None or said.show:
        return said
    shows, below = setting.shows, segment.parts[0] if segment.parts else None
    if below and below.kind == "heading" and said.number is None and names_show(said.title):
        under = title_parts(below.text, shows)
        counted = under.sure and under.number is not None and under.title != plain(below.text)
        stated = below.level < BOLD and names_show(under.title) and not section_kind(plain(below.text))
        if not under.show and (counted or (stated and credits(segment.parts[1:2]))):
            return under._replace(show=said.title, links=(*said.links, *under.links))
    if said.sure and said.number is not None and setting.above and names_show(setting.above[0]):
        return said._replace(show=shows.full_name(setting.above[0]) or setting.above[0])
    return said


def _titled(
    said: TitleParts | None, front: str, facts: Facts, shows: Shows, first: int
) -> tuple[str, str, int | None]:
    """Title, show and number, from the front matter (``front``), the title line, or a label."""
    title, titled = (said.title, said.show) if said else ("", "")
    number = said.number if said and said.number is not None else facts.number
    if facts.title and (front or said is None or not said.sure or names_no_title(said.title)):
        stated = title_parts(facts.title, shows)
        if title and title != stated.title:
            facts.keep_line(Line(first, title))
        heading = title
        title, titled = stated.title, titled or stated.show
        number = stated.number if number is None else number
        titled = titled or coded(heading, number)[0]
    elif facts.title and facts.title != title:
        facts.keep(fields.Field("title", facts.title, "Title"), first)
    code, rest = coded(title, number)
    return (title, titled, number) if titled else (rest, code, number)


def _known(segment: Segment, setting: Setting, body: Body) -> Known:
    """What the notes say of the episode as a whole, beside title and facts."""
    opening = [line for part in segment.chatter[:1] for line in raw_lines(part)]
    for part in segment.parts:
        if part.kind in ("list", "table", "code") or sum(map(len, opening)) > _ABOUT:
            break
        if part.kind in ("paragraph", "quote"):
            opening.append(" ".join(line.strip() for line in raw_lines(part)))
    said = [*body.introduction, *body.summary]
    more = [shown for text in opening if (shown := plain(text)) and not any(shown in other for other in said)]
    headed = (segment.title,) if segment.title else ()
    whole = "\n".join(line for part in (*headed, *segment.parts) for line in raw_lines(part))
    return Known(
        about="\n".join([*said, *more])[:_ABOUT],
        opening="\n".join([*opening, *said])[:_ABOUT],
        whole=whole[: 10 * _ABOUT],
        file=setting.name,
        folder=setting.folder or setting.name.rpartition("/")[0].rpartition("/")[2],
        above=setting.above,
    )


def _opening_line(body: Body) -> str:
    """A short first paragraph, taken out of the introduction to be the title; "" when there is none."""
    if body.introduction and len(body.introduction[0]) <= 100 and "\n" not in body.introduction[0]:
        return body.introduction.pop(0)
    return ""


def _first_line(segment: Segment) -> int:
    return min((part.first for part in segment.parts), default=1)
