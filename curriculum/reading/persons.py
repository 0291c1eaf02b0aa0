"""Persons: which words are a person's name, and the names in a list of people."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from curriculum.reading.tables import table

_PEOPLE = table("people")
_ROLES = frozenset(_PEOPLE["roles"].split())
_PARTICLES = frozenset(_PEOPLE["particles"].split())
_NOT_NAMES = frozenset(_PEOPLE["not_names"].split())
_SUFFIXES = frozenset(_PEOPLE["suffixes"].split())
_BODIES = frozenset(_PEOPLE["bodies"].split())
FIRST_NAMES = frozenset(table("first_names")["names"].split())
_TRADE = re.compile(r".*(?:ologist|chemist|physicist|onomist|entist|iatrist|ician|ographer|arian)s?")
HONORIFIC = re.compile(
    r"(?<!\w)(?:(?:Dr|Prof|Mr|Mrs|Ms|Sir|Dame|Rev|Professor|Doctor|Frau|Herr)\.?\s+)+(?=\S)", re.IGNORECASE
)
_SHARED = re.compile(r"^(?:co|ex|vice|deputy|former)-")
"""What stands before a role that somebody shares, had, or has in another's stead: "co-CEO"."""
_INITIALS = re.compile(r"[A-Z]{2,3}")
_BRACKETED = re.compile(r"\([^()]*\)|（[^（）]*）|\[[^\[\]]*\]")
_SEPARATOR = re.compile(
    r"\s*([;,&/|·•+、，；]|(?<!\w)(?:and|und|et|och|ve|with|mit|plus|(?:y|e|en|i|и)(?=\s\S+\s\S))(?!\w))\s*",
    re.IGNORECASE,
)
_TELLING = "|".join(_PEOPLE["telling"].split())
_DESCRIBED = re.compile(
    rf"\s+[-–—→]+\s*|\s*[:=(\[（]\s*|\s+(?:of|from|at|who|whose|as|aka|the|in)\s+|\s+(?=(?:{_TELLING})\s)"
)
_HOSTING = re.compile(
    r"(?:(?:main|your|our|the|guest|podcast|show)\s)*(?:co-?)?(?:hosts?|presenter|moderator|interviewer|anchor)\b",
    re.IGNORECASE,
)
_VISITING = re.compile(r"(?:(?:special|our|the)\s)*(?:guests?|interviewee)\b", re.IGNORECASE)
LINKING = frozenset(
    "a an the of for in on at to from by as is was with about into "
    "de du des del della di do dos von vom zu".split()
)
"""Small words that lead to something else than a person's name: "Professor of Urban Planning"."""
_HANDLE = re.compile(r"(?<=\w)\s+\(?@\w+\)?")
_SENTENCE = re.compile(r"(?<=[a-z]{3}[.!?])\s+(?=[^\W\d_a-z])")
_TELLS = re.compile(rf"\s(?:{_TELLING}|who|whose)\s")
_LONGEST = 6
"""Words of a name, at most."""


class Person(NamedTuple):
    """Somebody in a list of people, and what is said of them there."""

    name: str
    said: str = ""
    """What stands behind the name: "Founder of Comet"."""
    told: bool = False
    """Whether it is a sentence: "is a farmer in Kent"."""

    @property
    def hosts(self) -> bool:
        """Whether the words behind the name call them a host."""
        return bool(_HOSTING.match(self.said)) and not _VISITING.match(self.said)

    @property
    def visits(self) -> bool:
        """Whether the words behind the name call them a guest."""
        return bool(_VISITING.match(self.said)) and not _HOSTING.match(self.said)


def listed(value: str) -> tuple[Person, ...]:
    """The people in a list such as "Ann Lee (host), Bob Ray, Founder & CEO of Comet", plain text.

    What describes the one before it is no further person, nor is a firm, a role or a sentence.
    """
    found: list[Person] = []
    value = _HANDLE.sub("", HONORIFIC.sub("", value))
    value = _SENTENCE.split(value.title() if value.isupper() else value)[0]
    capital = any(char.isupper() or _caseless(char) for char in value)
    pieces = list(_pieces(value))
    for place, (mark, piece) in enumerate(pieces):
        name, said = _apart(piece)
        follows = pieces[place + 1][1] if pieces[place + 1 :] and pieces[place + 1][0] == "," else ""
        if found and found[-1].told and not _TELLS.search(piece):
            break  # "Ann Lee is a farmer in Kent and worked with Bob Ray"
        if found and capital and _describes(name, said or follows, mark, found[-1]):
            found[-1] = found[-1]._replace(said=f"{found[-1].said}, {piece}".strip(" ,"))
        elif is_name(name) or (not capital and _typed_small(name)):
            found.append(Person(name, said, bool(_TELLS.search(piece))))
        elif led := _led(name):
            found.append(Person(led, f"{name[: -len(led)].strip()}, {said}".strip(" ,")))
        elif not found and mark == "":
            return ()  # a sentence or a firm, and what follows only goes on with it
    return tuple(dict.fromkeys(found))


def _pieces(value: str) -> Iterator[tuple[str, str]]:
    """The value cut where a list may go on, outside brackets, each piece after the mark that led to it."""
    inside = [(match.start(), match.end()) for match in _BRACKETED.finditer(value)]
    mark, start = "", 0
    for match in _SEPARATOR.finditer(value):
        if any(first < match.start() < last for first, last in inside):
            continue
        if piece := value[start : match.start()].strip():
            yield mark, piece
            mark = match.group(1).lower()
        elif match.group(1) != ",":
            mark = match.group(1).lower()  # ", and"
        start = match.end()
    if piece := value[start:].strip():
        yield mark, piece


def _apart(piece: str) -> tuple[str, str]:
    """A piece as (name, what is said of the person)."""
    bare = HONORIFIC.sub("", piece.strip(" \t@#\"'“”*.)[]"))
    match = _DESCRIBED.search(bare)
    name, said = (bare[: match.start()], bare[match.end() :]) if match else (bare, "")
    tokens = name.split()
    while len(tokens) > 1 and (tokens[-1] in _SUFFIXES or tokens[-1].rstrip(".") in _SUFFIXES):
        tokens.pop()
    return " ".join(tokens).strip(" .\"'“”[]()"), said.strip(" )]）.")


def _describes(name: str, said: str, mark: str, before: Person) -> bool:
    """Whether a piece goes on with the description of the person before it."""
    words = name.split()
    if _led(name):
        return False
    if not words or is_role(name) or words[0][0].islower():
        return True
    if name.rstrip(".") in _SUFFIXES or any(_is_body(word) for word in words):
        return True
    if mark == ";":
        return False
    if mark == "," and is_role(before.said) and not (is_known_name(name) or is_role(said)):
        return True  # "Ann Lee, Director, Harbour Watch"
    if len(words) == 1:
        return (mark == "," and " " in before.name) or (bool(before.said) and not said and " " in before.name)
    return any(_is_role(word) for word in words[1:]) and not _is_surname(words)


def _led(phrase: str) -> str:
    """The name that a phrase ends with behind a role or small words ("wheel builder Ann Lee"), or ""."""
    name = tail(phrase)
    before = phrase[: len(phrase) - len(name)].split()
    if not name or not 1 <= len(before) <= 5 or before[-1] in LINKING:
        return ""
    return name if (_is_role(before[-1]) or before[-1][0].islower()) and is_name(name) else ""


def _typed_small(name: str) -> bool:
    """Whether words without any capital may be a name typed in haste ("ann lee")."""
    words = name.split()
    return 1 <= len(words) <= 3 and all(len(word) > 1 and word.replace("-", "").isalpha() for word in words)


def is_name(phrase: str) -> bool:
    """Whether a phrase can be a person's name and nothing else in form: no role, firm or small word."""
    words = phrase.split()
    if not 1 <= len(words) <= _LONGEST or any(map(_is_body, words)):
        return False
    if any(_is_role(word) for word in words) and not _is_surname(words):
        return False
    if not named(words[0]) and not _INITIALS.fullmatch(words[0]):
        return len(words) > 1 and words[0].lower() in _PARTICLES and named(words[-1])
    if len(words) == 1:
        return named(words[0]) or _caseless(words[0][0])
    inner = all(
        named(word) or word.lower() in _PARTICLES or (word.isupper() and word.isalpha()) for word in words[1:]
    )
    return inner and words[-1].lower() not in _PARTICLES


def _is_surname(words: Sequence[str]) -> bool:
    """Whether the last of the words is a role's and a surname here: "Jo Baker"."""
    return len(words) > 1 and is_first_name(words[0]) and not any(map(_is_role, words[:-1]))


def is_known_name(phrase: str) -> bool:
    """Whether a phrase is two words or more, a first name that is no other word in front."""
    words = HONORIFIC.sub("", phrase).split()
    first = words[0].lower().rstrip(".") if words else ""
    known = first in FIRST_NAMES or first.split("-")[0] in FIRST_NAMES
    return len(words) > 1 and known and is_name(" ".join(words))


def is_writer(name: str) -> bool:
    """Whether a name can only be a person's, as that of a note's author may be: "Ann Lee", "A. Lee"."""
    return is_known_name(name) or bool(re.fullmatch(r"(?:[^\W\d_]\. ?){1,2}[^\W\d_]\S+", name))


def is_first_name(word: str) -> bool:
    """Whether a word is a first name that is no other word."""
    return word[:1].isupper() and word.lower() in FIRST_NAMES


def is_role(phrase: str) -> bool:
    """Whether a phrase starts with a role, as descriptions of people do ("Professor of Planning")."""
    return _is_role(phrase.split(maxsplit=1)[0]) if phrase.strip() else False


def _is_role(word: str) -> bool:
    bare = word.lower().rstrip(".").replace("’", "'").removesuffix("'s")
    trade = bool(_TRADE.fullmatch(bare)) and (bare == word or not bare.endswith("arian"))  # no "Marian"
    return bare in _ROLES or trade or _SHARED.sub("", bare) in _ROLES


def _is_body(word: str) -> bool:
    """Whether a word stands in the names of firms, schools and fields of work, not of people."""
    return word.lower().rstrip(".,") in _BODIES or any(char.isdecimal() for char in word)


def is_particle(word: str) -> bool:
    """Whether a small word may stand inside a name ("van")."""
    return word in _PARTICLES


def is_initials(token: str, following: str) -> bool:
    """Whether two or three capitals stand for first names ("CJ Stone")."""
    return (
        bool(_INITIALS.fullmatch(token))
        and not _is_role(token)
        and named(following)
        and not _is_body(following)
    )


def tail(text: str) -> str:
    """The name of two words or more that a text ends with, or ""."""
    name: list[str] = []
    tokens = text.split()
    for place in range(len(tokens) - 1, -1, -1):
        token = tokens[place]
        particle = bool(name) and token in _PARTICLES and place > 0 and named(tokens[place - 1])
        initials = bool(name) and bool(_INITIALS.fullmatch(token)) and token.lower() not in _ROLES
        surname = not name and place > 0 and is_first_name(tokens[place - 1])  # "Jo Baker"
        if not (particle or initials) and (not named(token) or (_is_role(token) and not surname)):
            break
        name.insert(0, token)
        if len(name) > 1 and initials:
            break
    return " ".join(name) if len(name) >= 2 else ""


def named(token: str) -> bool:
    """Whether a token can be part of a person's name: a capital, small letters, no figure, no dot inside."""
    if re.fullmatch(r"[^\W\d_]\.", token):
        return token[0].isupper()
    letters = token.replace("-", "").replace("'", "").replace("’", "")
    return (
        letters.isalpha()
        and (token[0].isupper() or _caseless(token[0]))
        and len(letters) > 1
        and not letters.isupper()
        and not token.endswith(("'s", "’s"))
        and token not in _NOT_NAMES
    )


def _caseless(char: str) -> bool:
    """Whether a letter belongs to a script without capitals."""
    return char.isalpha() and char.lower() == char.upper()


def fuller(names: Sequence[str]) -> tuple[str, ...]:
    """The names without those that another of them says in full ("Ann" beside "Ann Lee")."""
    kept = [
        name
        for name in names
        if not any(other != name and set(name.split()) < set(other.split()) for other in names)
    ]
    return tuple(dict.fromkeys(kept))
