"""Bylines: a line under the title that says show, people, date and length in pieces."""

import re
from collections.abc import Iterator

from curriculum.reading import fields
from curriculum.reading.fields import Field
from curriculum.reading.inline import plain
from curriculum.reading.persons import is_known_name, is_role
from curriculum.reading.provenance import is_generic

_BYLINE_LENGTH = 140
_WITH = r"\s(?:with|w/|&|and|x)\s"
_TOGETHER = re.compile(rf"\S+ \S+{_WITH}\S+ \S+")
_OTHER = re.compile(r":|\s@\s|\sat\s")
_IDLE = frozenset("listen watch play download subscribe youtube spotify".split())
"""Words of a byline that only lead somewhere."""
_GAP = re.compile(r"\s*[|·•]\s*|\s+[–—]\s+")
_DATED = re.compile(
    r"(?:released|published|aired|recorded|broadcast)?(?: on)?:?\s*(?P<date>.{6,24})", re.IGNORECASE
)
_BY = re.compile(
    r"(?i:(?:a )?(?:talk )?by|(?:vortrag )?von|par|por|di|av|door)\s+(?P<who>[^\W\d_a-z].{3,80})"
)
"""A line below a talk's title that says who gave it."""
_BY_LINK = re.compile(
    r"(?i:by|von|par|por|di|av|door)\s+\[(?P<who>[^\W\d_]\S* [^\[\]]{2,40})\]\([^()\s]*\)(?:,|\s*\(|$)"
)
_LED = re.compile(
    r"(?:#\w+\s+)*(?:\[\[|[*_]{1,2}|\[)(?P<show>[^\W\d_a-z][^\[\]*_|]{1,60})(?:\]\]|[*_]{1,2}|\]\(\S*\))"
    r"\s+(?:with|w/|feat\.?|ft\.?|mit|avec|con)\s+(?P<who>.{3,100})"
)
"""A show that is set off, and its guests: "[[The Tide Table]] with [[Ann Lee]]"."""
_TALK = re.compile(
    r"(?P<by>(?:(?:[Aa] )?[Tt]alk )?[Bb]y )?(?P<who>[^,]{5,40}?)(?:,| at| @)"
    r"\s+(?P<event>[^\W\d_a-z][^,]{1,40}\s(?:19|20)\d\d)"
)
"""Who spoke, and where: "Ann Lee, TideConf 2022"."""
_SHOW_DATE = re.compile(r"(?P<show>[^\W\d_a-z][^,]{2,50}),\s+(?P<date>[\w .,/-]{6,20})")
_SIGN = re.compile(r"^[^\w\s\"“(#@]+\s*(?=\w)")
_NUMBERED_SHOW = re.compile(
    r"(?:episode|ep\.?|folge|#)\s*#?(?P<number>\d{1,5})\s+(?:of|from|von|de)\s+(?:the podcast\s+)?"
    r"(?P<show>.{2,60})",
    re.IGNORECASE,
)
_LONG = re.compile(r"(?:length|runtime|duration)?:?\s*(?P<length>[\d:.]+[\s\w-]{0,20})", re.IGNORECASE)


def byline(text: str) -> tuple[Field, ...]:
    """What a line under the title says in pieces: "with Ann Lee · 5 May 2023 · 1 hr 12 min".

    None unless one of the pieces is a date, a length or an episode's number.
    """
    shown = plain(text)
    if _TOGETHER.fullmatch(shown) and all(is_known_name(part) for part in re.split(_WITH, shown)):
        return (Field("beside", shown, "people"),)
    if (linked := _BY_LINK.match(text.strip())) and len(fields.people(linked["who"])) == 1:
        return (Field("beside", linked["who"], "by"),)
    if fields.is_date(shown):
        return (Field("date", shown, "date"),)
    if (by := _BY.fullmatch(shown)) and _only_people(by["who"]):
        return (Field("beside", by["who"], "by"),)
    if len(shown) > _BYLINE_LENGTH or shown.endswith((".", ":", "!", "?")):
        return ()
    if (led := _LED.fullmatch(text.strip())) and _only_people(plain(fields.unlinked(led["who"]))):
        return (Field("show", led["show"], "show"), Field("guests", led["who"], "with"))
    if (talk := _TALK.fullmatch(shown)) and (
        is_known_name(talk["who"]) or (talk["by"] and _only_people(talk["who"]))
    ):
        return (Field("beside", talk["who"], "by"), Field("show", talk["event"], "event"))
    pieces = [_SIGN.sub("", piece.strip()) for piece in _GAP.split(shown) if piece.strip()]
    if len(pieces) == 1 and pieces[0] != shown and (told := fields.subtitle(pieces[0])):
        return (Field("show", told.show, "show"), Field("number", str(told.number), "episode"))
    if len(pieces) == 1 and (dated := _SHOW_DATE.fullmatch(shown)) and fields.iso_date(dated["date"]):
        pieces = [dated["show"], dated["date"]]
    if len(pieces) < 2:
        return ()
    pieces = [piece for piece in pieces if piece.casefold() not in _IDLE]
    found = [fact for piece in pieces for fact in _piece(piece)]
    sure = {"date", "duration", "number"} & {fact.name for fact in found}
    return tuple(found) if sure and len(found) >= len(pieces) else ()


def _only_people(text: str) -> bool:
    """Whether a text is nothing but full names, a place or firm in brackets perhaps behind each."""
    people = fields.people(text)
    said = sum(len(person.name.split()) for person in people)
    words = re.sub(r"\([^()]*\)|,|&|\b(?:and|und|et|y|e|i|och|en)\b", " ", text).split()
    return bool(people) and all(" " in person.name for person in people) and said == len(words)


def _piece(piece: str) -> Iterator[Field]:
    if stated := fields.field(piece):
        yield stated
        return
    dated, long = _DATED.fullmatch(piece), _LONG.fullmatch(piece)
    if dated and fields.iso_date(dated["date"]):
        yield Field("date", dated["date"], "date")
    elif long and fields.minutes(long["length"]):
        yield Field("duration", long["length"], "length")
    elif match := _NUMBERED_SHOW.fullmatch(piece):
        yield Field("number", match["number"], "episode")
        yield Field("show", match["show"], "show")
    elif said := fields.subtitle(piece):
        yield Field("show", said.show, "show")
        yield Field("number", str(said.number), "episode")
    elif match := re.fullmatch(r"(?:episode|ep\.?|#|folge)\s*#?(\d{1,5})", piece, re.IGNORECASE):
        yield Field("number", match[1], "episode")
    elif match := re.fullmatch(r"(?:with|mit|guests?|feat\.?)\s+(.+)", piece, re.IGNORECASE):
        yield Field("beside", match[1], "with")
    elif match := re.fullmatch(r"(?:hosted by|host)\s+(.+)", piece, re.IGNORECASE):
        yield Field("hosts", match[1], "hosted by")
    else:
        led = re.sub(r"^(?:by|from|on|podcast)\s+", "", piece, flags=re.IGNORECASE)
        people = fields.people(led)
        named = all(" " in person.name for person in people) and led == piece
        if named and any(is_known_name(person.name) for person in people):
            yield Field("beside", led, "people")
        elif (
            led[:1].isupper()
            and not is_role(led)
            and len(led.split()) <= 7
            and not _OTHER.search(led)
            and not is_generic(led)
        ):
            yield Field("show", led, "show")
