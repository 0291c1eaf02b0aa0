"""Provenance: what a file's name, its folder, an address and the text's own words say of show and title."""

import re
from itertools import islice
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from curriculum.reading.file_names import plain_name
from curriculum.reading.shows import Shows
from curriculum.reading.tables import key, table

_WORDS = table("provenance")
_GENERIC = frozenset(_WORDS["generic"].split())
_KINDS = frozenset(_WORDS["kinds"].split())
_WHOSE = frozenset(_WORDS["whose_listeners"].split())
_NOTING = frozenset(_WORDS["noting"].split())
_PLAYERS = tuple(_WORDS["players"])
_SPLIT = re.compile(r"\s*-{3,}\s*|\s+-{1,2}\s+|\s*[|–—]\s*|\s_\s|\s?__+\s?")
_CUT_NAME = 75
"""A longer name of a file may have been cut short."""
_GAPS = re.compile(r"[\s_-]+")
_DATE = re.compile(r"\(?\b(?:19|20)\d\d[-_. ]?\d\d(?:[-_. ]?\d\d)?\b\)?")
_COPY = re.compile(r"\s*\(\d\)$|\s*[(_[](?:highlights|notes|summary|transcript)[)_\]]\s*$", re.IGNORECASE)
_NUMBER = re.compile(
    r"^(?:(?:episode|ep|e|no|folge)\.?\s*#?(?P<named>\d{1,5})|#?(?P<bare>\d{1,4})(?P<dot>[.:])?)(?!\w)[\s.:_-]*",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"(?:episode|ep|e|no|folge|#)\.?\s*#?\d{1,5}|0\d{1,3}|(?!(?:19|20)\d\d)\d{3,4}", re.IGNORECASE
)
_LAST_PIECE = re.compile(r"\s+[-–—|]\s+(?:on )?(?P<piece>[^-–—|]+)$")
_SITE = re.compile(r"(?:www\.)?[\w-]+\.(?:fm|com|org|net|io|co)", re.IGNORECASE)
_BRACKETED = re.compile(r"\s*\((?P<show>[^()]+)\)$")
_SHOWISH = re.compile(
    r"\b(?i:podcasts?|show|radio|fm|cast|pod|hour)\b"
    r"|^(?!An? )(?:[A-Z][\w'’&]*[ -]){1,3}with[ -](?!Dr\b|Prof\b)[A-Z]\S+[ -][A-Z]\S+$"
)
_NAME = r"[^\W\d_a-z][\w'’&-]*(?:\s(?:(?:of|the|and|in|on|for|to|a|&)\s){0,2}[^\W\d_a-z][\w'’&-]*){0,6}"
_EPISODE = r"(?:episode|edition|instalment|installment|interview|conversation|podcast)"
_NOTES = r"(?:notes|summary|highlights|takeaways|recap|review)"
_IS_SHOW = re.compile(
    rf"^(?!(?:Here|This|It|That|There|What|Below|Today|He|She|Who) )(?P<show>{_NAME})"
    r"(?: \([^()]{1,12}\))? is (?:an? |the )"
    r"(?:(?!of\b)[\w-]+ ){0,3}(?:podcast|show|series)\b",
    re.MULTILINE,
)
_SET_OFF = r"(?:\*\*\*|\*\*|\*|_|[\"“]|\[\[?)(?P<show>[^*_\"“”\[\]]{2,60})[*_\"”\]]"
"""A name that emphasis, quotation marks or a link set off."""
_MARKED = re.compile(rf"\b(?i:{_EPISODE}|{_NOTES})\s+(?:of|from|on)\s+(?:the\s+)?{_SET_OFF}")
_BARE = re.compile(
    r"\b(?:(?i:this|today['’]s|the latest|another|(?:this|last) week['’]s)\s+(?:[\w-]+\s+){0,3}?"
    rf"(?i:{_EPISODE})|(?i:episode) #?\d{{1,5}})\s+(?:of|from|on)\s+(?:the\s+)?"
    rf"(?P<show>{_NAME})(?=\s+[a-z]|[,.:;!?)]|\s*$)"
)
_FROM_NUMBERED = re.compile(
    rf"\b[Ff]rom (?:the )?(?:podcast )?(?:{_SET_OFF.replace('<show>', '<set>')}|(?P<bare>{_NAME}))"
    r",? (?:[Ee]pisode|[Ee]p\.?|#) ?#?\d"
)
_TALKING = "|".join(_WORDS["talking"])
_HOST_OF = re.compile(
    rf", (?:the )?(?:co-)?hosts? of (?:the )?[*_\"“]*(?P<show>{_NAME})[*_\"”]*(?: [Pp]odcast)?, "
    rf"(?:\w+ )?(?:{_TALKING}|asks?|is|are)\b"
)
_ON_SHOW = re.compile(rf"\b(?:{_TALKING}|guest)\b[^.!?\n]{{0,90}}?\b(?:on|for) (?:the )?{_SET_OFF}")
_VISITED = re.compile(
    rf"\b(?:was|came|went|appeared) (?:back )?on (?:the )?(?P<show>{_NAME})"
    r"(?=\]?(?:\([^()\s]*\))? to (?:talk|discuss|chat|tell|explain)\b)"
)
_HEARD = re.compile(
    rf"\b(?:[Ll]isten(?:ed|ing) to|[Hh]eard) [^.!?\n]{{3,80}}? on (?:the )?(?P<show>{_NAME})"
    r" (?:podcast|show)\b"
)
_CALLED = re.compile(
    rf"\b(?i:episode|instalment|edition|interview|conversation|{_NOTES})\b"
    r"[^.!?\n]{0,40}?(?:\b(?:the|on|of|from)|['’]s)\s+"
    r"(?P<show>(?!(?:The|This)\b)[A-Z][\w'’]*(?:\s+[A-Z][\w'’]*){1,4}?)\s+[Pp]odcast\b"
)
_LISTENERS = re.compile(rf"(?:^|[.!?;:,]\s+)(?:The\s+)?(?P<show>{_NAME})\s+listeners\b", re.MULTILINE)
_WELCOME = re.compile(
    rf"\b[Ww]elcome(?: back)? to (?:another episode of )?(?:the )?(?P<show>{_NAME})(?=\s*(?:[!.,]|$))",
    re.MULTILINE,
)
_LINKED = re.compile(r"\[([^\[\]]+)\]\([^()\s]*\)")
_ADDRESS = re.compile(r"https?://[^\s<>\"')\]]+")


class Named(NamedTuple):
    """What a file's name or an address says; "" and None where it says nothing that is sure."""

    title: str = ""
    show: str = ""
    number: int | None = None


def of_file(name: str, shows: Shows, told: str = "") -> Named:
    """What a file's name says of its episode: "Kelp---The Tide Table---Apple-Podcasts_summary".

    ``told``: the show, where something else says it. A name's last piece is the show only when it is that
    one, is in the table, calls itself one, or stands before the name of a player.
    """
    stem = plain_name(name)
    stem = _COPY.sub("", stem.rpartition(".")[0] or stem)
    pieces = [piece for piece in _SPLIT.split(stem) if piece.strip(" -_")]
    played = [piece for piece in pieces[1:] if _is_player(piece, last=piece is pieces[-1])]
    pieces = [shown for piece in pieces if piece not in played and (shown := _telling(piece))]
    number, pieces = _counted(pieces)
    middle = next((place for place, piece in enumerate(pieces[1:-1], 1) if _COUNT.fullmatch(piece)), 0)
    if middle:  # "The Tide Table - Ep 12 - Kelp"
        number = int(re.sub(r"\D", "", pieces[middle]))
        show, pieces = " - ".join(pieces[:middle]), pieces[middle + 1 :]
    elif len(pieces) == 1 and (slug := _slug_show(pieces[0], shows, cut=len(stem) > _CUT_NAME)):
        show, pieces = _full(slug, shows), [pieces[0][: -len(slug)].strip()]
    elif len(pieces) == 1 and played:
        show = re.sub(r"\b(podcast) podcast$", r"\1", pieces[0], flags=re.IGNORECASE)
    else:
        show, pieces = _parted(pieces, shows, told, played=bool(played))
    return Named(" - ".join(pieces), shows.full_name(show) or show, number)


def event_of_file(name: str) -> str:
    """The event that a file's name puts before its date ("TideMeetup-2014-02-26"), or ""."""
    stem = plain_name(name).rpartition(".")[0]
    match = _DATE.search(stem)
    said = _GAPS.sub(" ", stem[: match.start()]).strip() if match else ""
    return "" if said.islower() or is_generic(said) else said


def _counted(pieces: list[str]) -> tuple[int | None, list[str]]:
    """The number that a name's pieces start with, and the rest of them."""
    counted = _NUMBER.match(pieces[0]) if pieces else None
    if counted is None or not (
        counted["named"] or counted["dot"] or counted.end() == len(pieces[0]) < len("".join(pieces))
    ):
        return None, pieces
    rest = pieces[0][counted.end() :].strip()
    return int(counted["named"] or counted["bare"]), [rest, *pieces[1:]] if rest else pieces[1:]


def _parted(pieces: list[str], shows: Shows, told: str, *, played: bool) -> tuple[str, list[str]]:
    """The show among a name's pieces, in brackets, last or first, and the others; "" where none is sure."""
    for place in (-1, 0) if len(pieces) > 1 and told else ():
        if key(told) == key(pieces[place]):
            return pieces[place], pieces[:-1] if place else pieces[1:]
    inside = _BRACKETED.search(pieces[-1]) if pieces else None
    if inside and _is_show(inside["show"], shows, told):
        return inside["show"], [*pieces[:-1], pieces[-1][: inside.start()]]
    if len(pieces) > 1 and (played or _is_show(pieces[-1], shows, told)):
        return pieces[-1], pieces[:-1]
    if len(pieces) > 1 and _is_show(pieces[0], shows, told):
        return pieces[0], pieces[1:]
    return "", pieces


def _full(show: str, shows: Shows) -> str:
    """A show's words in a file's name as the name they start with, where that is known; else as they are."""
    words = show.split()
    return next(
        (name for end in range(len(words), 1, -1) if (name := shows.full_name(" ".join(words[:end])))), show
    )


def _slug_show(words: str, shows: Shows, *, cut: bool) -> str:
    """The words that end a name typed without marks and are a known show's (``cut``: or start with one's)."""
    said = words.split()
    for start in range(2, len(said) - 1):
        for end in range(len(said), start + 1, -1):
            if (cut or end == len(said)) and shows.full_name(" ".join(said[start:end])):
                return " ".join(said[start:])
    return ""


def _telling(piece: str) -> str:
    """A piece of a file's name in words, without date and kind of file; "" where nothing is left."""
    shown = _GAPS.sub(" ", _DATE.sub(" ", piece)).strip()
    words = shown.split()
    while words and words[-1].lower() in _KINDS:
        words.pop()
    return " ".join(words) if any(word.lower() not in _GENERIC for word in words) else ""


def without_player(title: str) -> str:
    """A page's title without the player or site that it ends in: "Kelp - The Tide Table - Apple Podcasts"."""
    match = _LAST_PIECE.search(title)
    return title[: match.start()] if match and _is_player(match["piece"], last=False) else title


def _is_player(piece: str, *, last: bool) -> bool:
    """Whether a piece names a player of podcasts, cut short at the end of a long name perhaps."""
    if _SITE.fullmatch(piece.strip()):
        return True
    said = _GAPS.sub(" ", piece).strip().casefold()
    said = re.sub(r" (?:summary|notes|transcript|summ?a?r?)$", "", said)
    return any(said == player or (last and len(said) > 4 and player.startswith(said)) for player in _PLAYERS)


def is_generic(name: str) -> bool:
    """Whether a name says with one of its words that it stands for notes, a folder or a time, for no show."""
    words = set(key(name).split())
    return bool(words & _NOTING) or words <= _GENERIC or bool(_DATE.search(name))


def is_showish(name: str) -> bool:
    """Whether a name calls itself a show ("… Podcast", "… with Ann Lee")."""
    return bool(_SHOWISH.search(name))


def _is_show(piece: str, shows: Shows, told: str) -> bool:
    return bool(shows.full_name(piece)) or is_showish(piece) or (bool(told) and key(told) == key(piece))


def of_address(address: str) -> Named:
    """What an address says: a title in its words, a show where it is a show's page."""
    parts = urlsplit(address)
    steps = [unquote(step) for step in parts.path.split("/") if step]
    worded = [step for step in steps if step.count("-") >= 1 and re.search(r"[^\W\d_]{2}", step)]
    if not worded:
        return Named()
    words = worded[-1].split("-")
    if parts.netloc.endswith("podcasts.apple.com") and "i=" not in parts.query:
        return Named(show=" ".join(map(str.capitalize, words)))
    number = int(words[0]) if re.fullmatch(r"\d{3,4}", words[0]) and len(words) > 3 else None
    return Named(title=" ".join(words[1:] if number is not None else words), number=number)


def show_in_text(text: str) -> str:
    """The show that a text says it is an episode of, inline marks still in it; "" when it says so of none."""
    if match := _FROM_NUMBERED.search(_LINKED.sub(r"[\1]", text)):
        return _trimmed(match.group("set") or match.group("bare"))
    for pattern in (_MARKED, _ON_SHOW, _HOST_OF, _VISITED, _HEARD, _CALLED, _BARE, _IS_SHOW):
        if match := pattern.search(text):
            return _trimmed(match.group("show"))
    return ""


def show_beside(text: str, folder: str) -> str:
    """The show that the rest of the notes gives away: "… listeners", "Welcome to …", its folder's name."""
    for match in _LISTENERS.finditer(text) if "listeners" in text else ():
        if match["show"].lower() not in _WHOSE:
            return _trimmed(match["show"])
    shown = _ADDRESS.sub(" ", text)
    for match in islice(_WELCOME.finditer(shown), 5) if "elcome" in shown else ():
        name = _trimmed(match.group("show"))
        if len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", shown)) > 1 or key(name) == key(folder):
            return name
    return _foldered(shown, folder)


def _trimmed(name: str) -> str:
    """A show's name without "Podcast" behind two words or more, and without marks."""
    bare = re.sub(r"\s+[Pp]odcast$", "", name) if name.count(" ") > 1 else name
    return bare.strip(" ,.*_")


def _foldered(text: str, folder: str) -> str:
    """The folder's name as the text writes it, where it writes it as a show's name.

    Before a number, "episode" or a colon; behind an ``@``; or, of three words at least, with a capital in a
    sentence.
    """
    words = _GAPS.sub(" ", folder).split()
    if not words or all(word.lower() in _GENERIC for word in words) or not "".join(words).isalpha():
        return ""
    if words[0].casefold()[:-2] not in text.casefold():  # without "fm", which a text may leave out
        return ""
    name = r"[\s_-]".join(words)
    base = rf"{name}|{name[:-2]}" if name.lower().endswith("fm") and len(words) == 1 else name
    before = rf"(?<![\w@/.])(?P<name>{base})(?:\s(?:[Ee]pisode|[Ee]p\b|E-?\d|#?\d+:|[Pp]odcast)|(?=:\s\S))"
    patterns = [before, rf"@(?P<name>{base})\b"]
    if len(words) > 2:
        patterns.insert(1, rf"(?<=[a-z]\s)(?P<name>{base})(?!\w)")
    for pattern in patterns:
        for match in re.finditer(pattern, text, re.IGNORECASE):
            if not match["name"].islower() or pattern is before:
                return match["name"]
    return ""
