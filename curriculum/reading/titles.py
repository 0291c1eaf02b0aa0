"""Titles: an episode's title line taken apart into number, show, title and links."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from curriculum.reading.billing import received
from curriculum.reading.headings import EPISODE, without_prefix, without_suffix
from curriculum.reading.inline import links, plain
from curriculum.reading.persons import is_known_name, listed
from curriculum.reading.provenance import is_showish, of_address, without_player
from curriculum.reading.shows import Shows
from curriculum.reading.stamps import stamp, undated

_NUMBER = re.compile(
    rf"(?:(?:(?:s\d{{1,2}}\s?e|{EPISODE}|e|no|nr|part|#)\.?\s*#?\s*|[第제]\s?)(?P<named>\d{{1,5}})(?!\d|[.,]\d)(?:\s?[期回話话集화회](?!\w))?"
    r"|(?P<unit>\d{1,4})\s?(?:[期回話话集화회편]|회차)(?=[\s:：.])|\#(?P<hash>\d{1,5})(?!\d)|(?P<bare>\d{1,4})(?P<dot>[.):]?)(?=\s))\s*[-–—:：|.)]?\s*",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:[-–—:|•·>]+|,)?\s*")
_TRAILING_SHOW = re.compile(r"\s+[-–—|•·(]\s*(?P<show>[^-–—|•·()]+?)\)?$")
_SYMBOLS = re.compile(r"^[^\w\s\"“”'‘(\[#$@&€£¿¡+-]+\s*(?=\w)")
_LED_ADDRESS = re.compile(
    r"(?:(?P<show>\S.*?)\s*[-–—|:·]\s*)??(?:Podcast\s*[-–—|:·]\s*)?(?:Episode|Ep|Link|URL)?\s*:?\s*",
    re.IGNORECASE,
)
"""What may stand before an address that is a heading's only title: "The Tide Table - Podcast - Episode: https://…"."""
_NOTES = r"(?:(?:study |show |episode |podcast |listening )?notes|summary|recap|highlights|review)"
_COUNTED_SHOW = re.compile(
    rf"(?P<show>[^\W\d_][^:|–—#]{{0,49}}?)\s*[,|–—-]?\s+(?:(?:{EPISODE}|(?:s\d{{1,2}}\s?)?e)\.?|\#)\s*\#?(?P<number>-?\d{{1,5}})"
    rf"(?:\s\([^()]*\))?(?:\s+{_NOTES})?\s*(?::|[-–—|]\s)\s*(?P<title>\S.*)",
    re.IGNORECASE,
)
"""Show, number, what kind of notes these are, title: "Tide Table Episode -1 (2024) Study Notes: Kelp"."""
_NOTES_ON = re.compile(rf"^(?:my |key |the )?{_NOTES} (?:of|on|from|for|to):? ", re.IGNORECASE)
_IN_BRACKETS = re.compile(
    r"(?P<title>\S.*\S)\s+[(\[](?P<show>[A-Z][^()\[\],#]{1,49}?),?\s+"
    r"(?i:episode|ep\.?|#) ?#?(?P<number>\d{1,5})\b[^()\[\]]*[)\]]"
)
"""Show and number in brackets behind a title: "Kelp (The Tide Table, Ep. 12)"."""
_ONLY_COUNTED = re.compile(
    rf"(?P<show>[A-Z][^:|–—#]{{1,49}}?)\s*[,|–—-]?\s+(?i:episode|ep\.?) #?(?P<number>\d{{1,5}})"
    rf"(?:\s*[:–—-]?\s+(?i:{_NOTES}))?"
)
"""A heading that has a show and a number and no title: "Tide Table Episode 14 Summary"."""
_RATING = re.compile(r"(?<=\S)\s+[(\[]?(?:~?\d{1,2}/10|[⭐★☆]{2,5})[)\]]?$")
_ABOUT_QUOTED = re.compile(
    r"(?P<kind>[A-Za-z][\w ]{2,40}?)(?: (?:from|of|on|for|to))?:? [\"“](?P<title>[^\"“”]{3,120})[\"”]"
    r"(?P<rest>.*)"
)
"""Notes on a title in quotation marks: "Key takeaways from “Salt and Bone” – The Tide Table"."""
_LENGTH = re.compile(
    r"(?<=\S)\s+[(\[](?:(?:\d{1,2}:)?\d{1,3}:\d\d|\d{1,2}\s?h(?:\s?\d{1,2}\s?m(?:in)?)?"
    r"|\d{1,3}\s?min(?:utes|s)?)[)\]]$"
)
"""A length in brackets behind a title."""
_SHOW_LAST = re.compile(
    r"(?P<title>.*\S)\s+[-–—|•·]\s+(?P<show>[^\W\d_a-z][\w'’&]*(?:\s(?:(?:of|the|and|in|on|for|a|&)\s)*[^\W\d_a-z][\w'’&]*){0,4})\s*"
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
    rf"\s*(?:[-–—|•·,]\s*)?[(\[]?(?:\b(?:{EPISODE})\.?\s*#?|#|\bS\d{{1,2}}E(?=\d))\s*(?P<number>\d{{1,5}})[)\]]?\s*$",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"(?P<title>\S.*?)\s*(?:[-–—,(]|\s)\s*from (?:the )?(?:pod|podcast|show)\s+"
    r"[\"“'‘*_]*(?P<show>[^\W\d_][^\"“”*_]{1,50}?)[\"”'’*_]*"
    r"(?:,?\s*(?:ep|episode)\.?\s*#?(?P<number>\d{1,5}))?\)?",
    re.IGNORECASE,
)
"""A title that says where it is from: "history of glass - from the podcast Long Table ep 4"."""
_ON = re.compile(r"(?P<title>\S.*?)\s+(?:on|bei|chez)\s+(?P<show>\S.*)")
"""Notes on somebody's visit: "Ann Lee on The Tide Table"."""
_ARTICLED = re.compile(r"(?:The|Der|Die|Das|Le|La|Les|El|Los)(?: (?:of|and|the|&|[^\W\d_a-z]\S*)){1,5}")
_URL = re.compile(r"\(?<?https?://\S+")
_STAMP = re.compile(r"^(?:19|20)\d{10}(?:\d\d)?[\s:–—-]+(?=\S)")
"""The time by which some number their notes: "202403051200 Kelp"."""
_WITH_LAST = re.compile(
    r"(?P<rest>\s[-–—|·]\s[^–—|·]{0,80}(?:#|\b(?i:ep\.?|episode)\s?#?)\d{1,5})\s+(?P<who>(?:w/|with|feat\.?|ft\.?)\s+\S.*)$"
)
"""Guests behind show and number: "Kelp – The Tide Table #44 with Ann Lee"."""
_NOTED = re.compile(
    r"[^:]{0,30}\b\w*(?:notes|notizen|notas|note|notities|summary|recap|highlights|takeaways)\b",
    re.IGNORECASE,
)
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
    if addresses and (led := _addressed(raw, addresses[0], shows)):
        return led
    if told := stamp(plain(raw)):
        return TitleParts(told.number, shows.full_name(told.show) or told.show, told.title, addresses, True)
    text = undated(_worded(raw, addresses))
    if visit := _visit(text, plain(raw), shows):
        return TitleParts(None, visit[1], visit[0], addresses, True)
    if source := _FROM.fullmatch(text):
        counted = int(source.group("number")) if source.group("number") else None
        name = source.group("show").strip()
        return TitleParts(counted, shows.full_name(name) or name, source.group("title"), addresses, True)
    if source := _IN_BRACKETS.fullmatch(text):
        name = source.group("show").strip()
        title = _unquoted(source.group("title"))
        return TitleParts(int(source.group("number")), shows.full_name(name) or name, title, addresses, True)
    number, rest, named = _leading_number(text, shows, sequence)
    last = None
    if (page := without_player(rest)) != rest:
        rest, last = page, _SHOW_LAST.fullmatch(page)
    late = _TRAILING_NUMBER.search(rest)
    if late and rest[: late.start()].strip() and not (named and number is not None):
        number, rest = int(late.group("number")), rest[: late.start()]
        last = last or _SHOW_LAST.fullmatch(rest)
    said = _Said(number, "", rest, named)
    said = _after_show(said, shows) or _before_show(said, last, shows) or said
    if not said.show and (alone := _ONLY_COUNTED.fullmatch(text)):
        said = _Said(int(alone.group("number")), alone.group("show").strip(), text, True)
    title = _unquoted(said.rest.strip()).strip() or text
    return TitleParts(said.number, said.show, title, addresses, bool(said.show) or said.named)


def names_no_title(line: str) -> bool:
    """Whether a title line has show and number alone: "Tide Table Episode 14 Summary"."""
    return bool(_ONLY_COUNTED.fullmatch(line))


def _visit(text: str, raw: str, shows: Shows) -> tuple[str, str] | None:
    """(title, show) of a line such as "Podcast notes: Ann Lee on The Tide Table"; None for any other.

    Without words before it that say that notes follow, the show must be a known one.
    """
    match = _ON.fullmatch(text)
    if match is None:
        return None
    show, words = shows.full_name(match["show"]), match["title"].split()
    if show and len(words) > 1 and is_known_name(" ".join(words[:2])):
        return match["title"], show
    people = listed(match["title"])
    named = bool(people) and all(" " in person.name and not person.said for person in people)
    named = named or bool(received(match["title"]))
    noted = raw.strip() != text and bool(_NOTED.match(raw))
    called = is_showish(match["show"]) or bool(_ARTICLED.fullmatch(match["show"]))  # no topic: "on Kelp"
    return (match["title"], show or match["show"]) if noted and named and called else None


class _Said(NamedTuple):
    """What a title line has said so far, and the rest of it."""

    number: int | None
    show: str
    rest: str
    named: bool
    """Whether it says "Episode 12"."""


def _worded(raw: str, addresses: Sequence[str]) -> str:
    """A title line's words without signs, length, rating, quotation marks and what only says what follows."""
    text = _URL.sub("", plain(raw)).strip() if addresses else plain(raw)
    text = _SYMBOLS.sub("", _MARKS.sub("", text)) or plain(raw)
    text = _WITH_LAST.sub(r" \g<who>\g<rest>", _LENGTH.sub("", _STAMP.sub("", text)))
    if (about := _ABOUT_QUOTED.match(text)) and without_prefix(f"{about['kind']}: …") == "…":
        text = f"{about['title']}{about['rest']}"
    return _RATING.sub("", _unquoted(without_suffix(without_prefix(text))))


def _after_show(said: _Said, shows: Shows) -> _Said | None:
    """A title line that starts with a known show, a number perhaps behind it; None when it does not."""
    show, end = shows.leading(said.rest)
    after = said.rest[end:]
    mark = _BETWEEN.match(after)
    inner = after[mark.end() :] if mark else after
    if not show or (inner[:1].islower() and not (mark and mark.group().strip())):
        return None  # "Practical AI for beginners" is a title
    second = _NUMBER.match(inner)
    counted = (second.group("named") or second.group("hash")) if second else None
    if second and (counted or second.group("dot")) and said.number is None:
        return _Said(int(counted or second.group("bare")), show, inner[second.end() :], True)
    return said._replace(show=show, rest=inner)


def _before_show(said: _Said, last: re.Match[str] | None, shows: Shows) -> _Said | None:
    """A title line that ends in a show (``last``: before the number), or tells one that no table knows."""
    trailing = _TRAILING_SHOW.search(said.rest)
    if last and not shows.full_name(last.group("show")):
        return said._replace(show=last.group("show").strip(), rest=last.group("title"))
    if trailing and (show := shows.full_name(trailing.group("show"))):
        return said._replace(show=show, rest=said.rest[: trailing.start()])
    if said.named:
        return None
    if told := _COUNTED_SHOW.match(said.rest) or _NUMBERED_SHOW.match(said.rest):
        number = int(told.group("number")) if told.group("number").isdecimal() else None
        return _Said(number, _NOTES_ON.sub("", told.group("show").strip()), told.group("title"), True)
    if told := _PODCAST.match(said.rest):
        show = told.group("show").strip() + (told.group("kind") or "")
        return said._replace(show=show, rest=told.group("title"))
    return None


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
    named = match.group("named") or match.group("hash") or match.group("unit")
    rest = text[match.end() :]
    if named:
        return (int(named), rest, True) if rest else (int(named), text, True)
    barred = bool(re.match(r"\d{1,3}\s+(?:\||[–—-]\s)", text))
    counts = bool(match.group("dot")) or barred or sequence or bool(shows.leading(rest)[0])
    return (int(match.group("bare")), rest, False) if counts and rest else (None, text, False)
