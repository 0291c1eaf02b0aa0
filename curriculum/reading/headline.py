"""Headline: title, show and number of an episode, from its segment, its facts and what is known beside."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from curriculum.reading import fields
from curriculum.reading.billing import billed
from curriculum.reading.blocks import Line
from curriculum.reading.body import Body
from curriculum.reading.cast import Told, cast
from curriculum.reading.credits import credits
from curriculum.reading.facts import Facts
from curriculum.reading.headings import section_kind
from curriculum.reading.inline import plain
from curriculum.reading.mentions import number_in_text
from curriculum.reading.naming import Known, coded, last_show, names_show, show_of, without_show
from curriculum.reading.parts import BOLD
from curriculum.reading.persons import listed
from curriculum.reading.provenance import of_file
from curriculum.reading.segments import Segment
from curriculum.reading.shows import Shows
from curriculum.reading.texts import raw_lines, texts
from curriculum.reading.titles import TitleParts, names_no_title, title_parts
from curriculum.reading.untitled import title_of

_ANNOUNCED = re.compile(
    r"\b(?:episode|podcast|conversation|interview)\b[^\"“.!?]{0,40}[\"“](?P<title>[^\"“”]{3,120})[\"”]",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\b(?:episode|podcast|show|conversation|interview)(?:,| called| titled| entitled|:)?"
    r"\s[\"“](?P<title>[^\"“”]{3,120})[\"”]",
    re.IGNORECASE,
)
"""An episode's title right behind what it is: "the podcast “Salt and Bone”"."""
_MARKS = str.maketrans("", "", "*_`[]")
_ABOUT = 10_000
"""Characters of introduction and summary that are searched for people and shows."""


class Headline(NamedTuple):
    """What an episode is called, and where it ran."""

    title: str
    show: str
    number: int | None
    made: bool
    """Whether the notes give no title, so that one was made."""


def headline(
    segment: Segment,
    said: TitleParts | None,
    front: str,
    facts: Facts,
    body: Body,
    known: Known,
    shows: Shows,
) -> Headline:
    """The headline of a segment; ``said``: its title line, ``front``: the title of the front matter."""
    first = segment.title.lines[0].number if segment.title else 0
    title, titled, number = _titled(said, front, facts, shows, first)
    if said and said.show and said.show in (title, shows.full_name(title)):
        title = _opening_line(body) or (title if said.links else "")  # the heading names the show alone
    show = show_of(titled, facts, known, shows)
    title = without_show(title, show, told=bool(show) and not titled and not facts.show)
    counted = re.fullmatch(r"(\d{1,4}) (.+)", title) if number is None else None
    if counted and counted.group(2) in (*facts.guests, *billed(title, known.everything)):
        number, title = int(counted.group(1)), counted.group(2)  # "310 Ann Lee"
    if not title and (announced := _announced(segment)):
        title = title_parts(announced, shows).title
    if (
        title
        and not facts.guests
        and (people := _only_people(title))
        and (called := _CALLED.search(known.about))
    ):
        facts.guests.extend(people)
        title = called["title"].strip(" .,")
    made = not title
    if made:
        file = of_file(known.file, shows, show)
        guests = cast(facts, Told("", show, known.about, "", known.everything)).guests
        labels = [draft.label for draft in body.points]
        title = without_show(
            title_of(known.file, guests, "\n".join([known.about, *guests]).strip(), labels, file.title), show
        )
        number = file.number if number is None else number
    if not show:
        show, title = last_show(title, known, bool(billed(title, known.everything)))
    return Headline(title, show, number_in_text(known.opening) if number is None else number, made)


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
    code, rest, counted = coded(title, number)
    return (
        (title, titled, number)
        if titled
        else (rest, "" if facts.show and not facts.channel else code, counted)
    )


def under_show(
    said: TitleParts | None, segment: Segment, shows: Shows, over: Sequence[str]
) -> TitleParts | None:
    """The title line "Episode 203: …" under a heading that is only its show's name; any other as it is."""
    if said is None or said.show:
        return said
    below = segment.parts[0] if segment.parts else None
    if below and below.kind == "heading" and said.number is None and names_show(said.title):
        under = title_parts(below.text, shows)
        counted = under.sure and under.number is not None and under.title != plain(below.text)
        stated = below.level < BOLD and names_show(under.title) and not section_kind(plain(below.text))
        if not under.show and (counted or (stated and credits(segment.parts[1:2]))):
            return under._replace(show=said.title, links=(*said.links, *under.links))
    if said.sure and said.number is not None and over and names_show(over[0]):
        return said._replace(show=shows.full_name(over[0]) or over[0])
    return said


def known_of(segment: Segment, body: Body, file: str, folder: str, over: Sequence[str]) -> Known:
    """What the notes say of the episode as a whole, beside title and facts."""
    opening = [line for part in segment.chatter[:1] for line in raw_lines(part)]
    for part in segment.parts:
        if part.kind in ("list", "table", "code") or sum(map(len, opening)) > _ABOUT:
            break
        if part.kind in ("paragraph", "quote") and not body.ledger.holds(part.numbers, "flashcard"):
            opening.append(" ".join(line.strip() for line in raw_lines(part)))
    said = [*body.introduction, *body.summary]
    more = [shown for text in opening if (shown := plain(text)) and not any(shown in other for other in said)]
    headed = (segment.title,) if segment.title else ()
    whole = "\n".join(line for part in (*headed, *segment.parts) for line in raw_lines(part))
    about = "\n".join([*said, *more])[:_ABOUT]
    return Known(
        about=about,
        opening="\n".join([*opening, *said])[:_ABOUT],
        whole=whole[: 10 * _ABOUT],
        everything=f"{about}\n{whole.translate(_MARKS)}"[: 10 * _ABOUT],
        file=file,
        folder=folder or file.rpartition("/")[0].rpartition("/")[2],
        above=tuple(over),
    )


def _only_people(title: str) -> tuple[str, ...]:
    """The people whom a title names and nothing else; none where it says more."""
    names = tuple(person.name for person in listed(title))
    said = re.sub(r"\s*(?:,|&|\band\b)\s*", " ", title)
    return names if all(" " in name for name in names) and " ".join(names) == said else ()


def _opening_line(body: Body) -> str:
    """A short first paragraph, taken out of the introduction to be the title; "" when there is none."""
    if body.introduction and len(body.introduction[0]) <= 100 and "\n" not in body.introduction[0]:
        return body.introduction.pop(0)
    return ""


def _announced(segment: Segment) -> str:
    """The title that a chat assistant's first words name ("a summary of the episode "Salt and Bone"")."""
    found = (_ANNOUNCED.search(line.text) for part in segment.chatter[:1] for line in texts(part))
    return next((match.group("title").strip() for match in found if match), "")
