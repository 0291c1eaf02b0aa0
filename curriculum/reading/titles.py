"""Titles: an episode's title line taken apart into number, show, title and links."""

import re
from typing import NamedTuple

from curriculum.reading.headings import without_prefix, without_suffix
from curriculum.reading.inline import links, plain
from curriculum.reading.provenance import of_address
from curriculum.reading.shows import Shows

_NUMBER = re.compile(
    r"(?:(?:episode|ep|e|no|nr|part|#)\.?\s*#?\s*(?P<named>\d{1,5})(?!\d|[.,]\d)"
    r"|\#(?P<hash>\d{1,5})(?!\d)|(?P<bare>\d{1,4})(?P<dot>[.):]?)(?=\s))\s*[-–—:|.)]?\s*",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:[-–—:|•·>]+|,)?\s*")
_TRAILING_SHOW = re.compile(r"\s+[-–—|•·(]\s*(?P<show>[^-–—|•·()]+?)\)?$")
_SYMBOLS = re.compile(r"^[^\w\s\"“”'‘(\[#$@&€£¿¡+-]+\s*(?=\w)")
_LED_ADDRESS = re.compile(
    r"(?:(?P<show>\S.*?)\s*[-–—|:·]\s*)??(?:Podcast\s*[-–—|:·]\s*)?(?:Episode|Ep|Link|URL)?\s*:?\s*", re.IGNORECASE
)
"""What may stand before an address that is a heading's only title: "The Tide Table - Podcast - Episode: https://…"."""
_COUNTED_SHOW = re.compile(
    r"(?P<show>[^\W\d_][^:|–—#]{0,49}?)\s*[,|–—-]?\s+(?:episode|ep\.?|e|\#)\s*\#?(?P<number>-?\d{1,5})(?:\s\([^()]*\))?"
    r"(?:\s+(?:study|show|episode|podcast|listening)?\s?notes|\s+(?:summary|recap|highlights|review))?\s*(?::|[-–—|]\s)\s*(?P<title>\S.*)",
    re.IGNORECASE,
)
"""A show and a number, and perhaps what kind of notes these are: "Tide Table Episode -1 (2024) Study Notes: Kelp"."""
_RATING = re.compile(r"(?<=\S)\s+[(\[]?(?:~?\d{1,2}/10|[⭐★☆]{2,5})[)\]]?$")
_LENGTH = re.compile(
    r"(?<=\S)\s+[(\[](?:(?:\d{1,2}:)?\d{1,3}:\d\d|\d{1,2}\s?h(?:\s?\d{1,2}\s?m(?:in)?)?|\d{1,3}\s?min(?:utes|s)?)[)\]]$"
)
"""A length in brackets behind a title."""
_SHOW_LAST = re.compile(
    r"(?P<title>.*\S)\s+[-–—|•·]\s+(?P<show>[^\W\d_a-z][\w'’&]*(?:\s(?:(?:of|the|and|in|on|for|a)\s)*[^\W\d_a-z][\w'’&]*){0,4})\s*"
)
"""A title that ends in a show no table knows, where a number followed it: "Glass — Vertical Hour Ep. 27"."""
_MARKS = re.compile(r"^[\s:]*(?:#+(?!\d)[\s:]*)*|[\s#:]+$")
_PODCAST = re.compile(
    r"(?P<show>(?!(?:the|this|a) podcast)[^\W\d_][^:|–—#]{1,40}?)(?<!\s-)(?:\s+[Pp]odcast|(?P<kind>\s+Show))"
    r"\s*(?:[:|–—]|\s-)\s+(?P<title>(?!episode\b)\S.*)"
)
_NUMBERED_SHOW = re.compile(
    r"(?P<show>[^\W\d_][^:|–—#()\d]{1,39}?)\s+\(#?(?P<number>\d{1,5})\)\s*[:–—-]\s+(?P<title>\S.*)"
)
_TRAILING_NUMBER = re.compile(
    r"\s*(?:[-–—|•·,]\s*)?[(\[]?(?:\b(?:episode|ep)\.?\s*#?|#|\bS\d{1,2}E(?=\d))\s*(?P<number>\d{1,5})[)\]]?\s*$",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"(?P<title>\S.*?)\s*(?:[-–—,(]|\s)\s*from (?:the )?(?:pod|podcast|show)\s+"
    r"[\"“'‘*_]*(?P<show>[^\W\d_][^\"“”*_]{1,50}?)[\"”'’*_]*"
    r"(?:,?\s*(?:ep|episode)\.?\s*#?(?P<number>\d{1,5}))?\)?",
    re.IGNORECASE,
)
"""A title that says where it is from: "history of glass - from the podcast Long Table ep 4"."""
_URL = re.compile(r"\(?<?https?://\S+")
_QUOTED = re.compile(r"^[\"“](?P<inside>[^\"“”]+)[\"”]\s*(?P<after>(?:\w+\s?){0,3})$")


class TitleParts(NamedTuple):
    """What a title line says."""

    number: int | None
    show: str
    """Full name, or "" when the line names no show that is known."""
    title: str
    links: tuple[str, ...]
    sure: bool
    """Whether the line can only be an episode's title: it names a known show, or says "Episode 12"."""


def rating(raw: str) -> str:
    """The rating that a title line ends with ("9/10"), or ""."""
    match = _RATING.search(plain(raw).strip())
    return match.group().strip() if match else ""


def title_parts(raw: str, shows: Shows, *, sequence: bool = False) -> TitleParts:
    """Take a title line apart; inline Markdown is removed.

    A bare leading number ("2 Cog Rev …") counts only before a known show, with a full stop or
    bracket ("2."), or when ``sequence`` says that the file's titles count up: "10 Lessons" is a title.
    """
    addresses = links(raw)
    if addresses and (named := _addressed(raw, addresses[0], shows)):
        return named
    text = _URL.sub("", plain(raw)).strip() if addresses else plain(raw)
    text = _SYMBOLS.sub("", _MARKS.sub("", text)) or plain(raw)
    text = _LENGTH.sub("", text)
    text = _RATING.sub("", _unquoted(without_suffix(without_prefix(text))))
    if source := _FROM.fullmatch(text):
        counted = int(source.group("number")) if source.group("number") else None
        name = source.group("show").strip()
        return TitleParts(counted, shows.full_name(name) or name, source.group("title"), addresses, True)
    number, rest, named = _leading_number(text, shows, sequence)
    late = _TRAILING_NUMBER.search(rest)
    told_last = None
    if late and rest[: late.start()].strip() and not (named and number is not None):
        number, rest = int(late.group("number")), rest[: late.start()]
        told_last = _SHOW_LAST.fullmatch(rest)
    show, end = shows.leading(rest)
    if show:
        after = rest[end:]
        mark = _BETWEEN.match(after)
        inner = after[mark.end() :] if mark else after
        glued = inner[:1].islower() and not (mark and mark.group().strip())
        if glued:
            show, inner = "", rest  # "Practical AI for beginners" is a title
        else:
            second = _NUMBER.match(inner)
            if (
                number is None
                and second
                and (second.group("named") or second.group("hash") or second.group("dot"))
            ):
                number = int(second.group("named") or second.group("hash") or second.group("bare"))
                inner = inner[second.end() :]
                named = True
        rest = inner
    else:
        trailing = _TRAILING_SHOW.search(rest)
        if told_last and not shows.full_name(told_last.group("show")):
            rest, show = told_last.group("title"), told_last.group("show").strip()
        elif trailing and (named_last := shows.full_name(trailing.group("show"))):
            show, rest = named_last, rest[: trailing.start()]
        elif not named and (told := _COUNTED_SHOW.match(rest) or _NUMBERED_SHOW.match(rest)):
            show, rest, named = told.group("show").strip(), told.group("title"), True
            number = int(told.group("number")) if told.group("number").isdecimal() else None
        elif not named and (told := _PODCAST.match(rest)):
            show, rest = told.group("show").strip() + (told.group("kind") or ""), told.group("title")
    title = _unquoted(rest.strip()).strip() or text
    return TitleParts(number, show, title, addresses, bool(show) or named)


def _addressed(raw: str, address: str, shows: Shows) -> TitleParts | None:
    """A heading whose only title is an address, by the words of the address; None for any other."""
    before, found, after = plain(raw).partition(address)
    led = _LED_ADDRESS.fullmatch(_SYMBOLS.sub("", before.strip(" <([")))
    said = of_address(address)
    show = (led.group("show") or "").strip() if led else ""
    if not found or after.strip(" >)]") or led is None or not (said.title or show):
        return None
    if show and not before.rstrip().endswith((":", "-", "–", "—", "|")):
        return None
    title = said.title[:1].upper() + said.title[1:] or show
    return TitleParts(said.number, shows.full_name(show) or show, title, links(raw), True)


def _unquoted(text: str) -> str:
    quoted = _QUOTED.match(text)
    after = quoted.group("after") if quoted else ""
    return quoted.group("inside") if quoted and (not after or without_suffix(f"… – {after}") == "…") else text


def _leading_number(text: str, shows: Shows, sequence: bool) -> tuple[int | None, str, bool]:
    match = _NUMBER.match(text)
    if match is None:
        return None, text, False
    named = match.group("named") or match.group("hash")
    rest = text[match.end() :]
    if named:
        return (int(named), rest, True) if rest else (int(named), text, True)
    barred = bool(re.match(r"\d{1,3}\s+(?:\||[–—-]\s)", text))
    counts = bool(match.group("dot")) or barred or sequence or bool(shows.leading(rest)[0])
    return (int(match.group("bare")), rest, False) if counts and rest else (None, text, False)
