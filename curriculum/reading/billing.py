"""Billing: the people whom a title or a show's name puts up in front."""

import re
from collections.abc import Iterator
from functools import lru_cache

from curriculum.reading.people import introduced
from curriculum.reading.persons import HONORIFIC, is_known_name, is_name, is_role, listed, tail
from curriculum.reading.tables import table

_PEOPLE = table("people")
_WITH_THINGS = frozenset(_PEOPLE["with_things"].split())
_WITH_ELSEWHERE = re.compile(r"(?<!\w)(?:mit|avec|met|con|com)\s+(?=[^\W\d_a-z])")
_WITH = re.compile(r"(?<!\w)(?:with|ft\.?|feat\.?|featuring|w/|guest:?)\s+", re.IGNORECASE)
_CUT = re.compile(r"\s*[:|–—]\s*|\s+-+\s+|\s*[()]\s*")
_ON = re.compile(r"(?P<who>\S.*?)\s+(?:on|über|sur|sobre|talks about|joins us)\s+(?=\S)")
_ASKS = re.compile(
    r"(?P<host>[A-Z]\S+ [A-Z]\S+) "
    r"(?i:interviews|asks|meets|hosts|(?:talks|speaks) (?:to|with)|in conversation with) "
    r"(?P<guest>[A-Z]\S+ [^\W\d_a-z][\w'’-]+)"
)
"""A title that says who receives whom: "Ann Lee Interviews Bob Ray"."""
_ACTS = re.compile(
    r"(?P<who>[^\W\d_]\S+(?:\s[^\W\d_]\S+){0,2})\s+"
    r"(?i:analy[sz]es|explains|discusses|unpacks|reveals|shares|says|answers|reflects|talks|tells|argues|breaks)(?=\s+\S)"
)
"""A title in which somebody acts: "Ann Lee Explains Kelp"."""
_PART = re.compile(r"(?<=[^\W\d_])\s+#?\d{1,2}$")
"""The second or third time that somebody is the guest: "Ann Lee 3"."""
_NUMBER = re.compile(r"\d{1,4}\s+(?=[^\W\d_])")
_INTERVIEW = re.compile(
    r"^(?:an? )?(?:interview|conversation|q&a|chat)(?: with)?:?\s+|\s+(?:interview|q&a)$", re.IGNORECASE
)
_SHOW_WORDS = frozenset(_PEOPLE["show_words"].split())
_SPEAKS = "|".join([*_PEOPLE["speaking"], *_PEOPLE["together"], *_PEOPLE["saying"]])
_SPEAKING = re.compile(rf"\s+(?:\w+ly\s+)?(?:{_SPEAKS})\b")
_SUBJECT = re.compile(
    r"\b(?:life|lives|death|story|stories|legacy|biography|reign|works|music|writings) of (?:\w+ ){0,3}\Z",
    re.IGNORECASE,
)
_NEAR = 90
"""Characters before a name that are looked at."""
_SHOW_WITH = re.compile(r"\b(?:with|mit|by|hosted by)\s+(?P<who>[^()|:]+)$", re.IGNORECASE)
_SHOW_OF = re.compile(
    r"(?:The\s+)?(?P<who>.+?)(?:['’]s)?\s+(?:Show|Podcast|Experience|Hour|Report|Program(?:me)?|Interview|Files)s?\b.*"
)


def billed(title: str, text: str = "") -> tuple[str, ...]:
    """The people that a title puts up: "Kelp with Ann Lee", "Ann Lee on Kelp", "#12 – Ann Lee: Kelp".

    Where the title does not say that it names people, a piece of it must be nothing but names, and each name
    must be known as one: by its first name, a title before it, or by the text (``text``: the episode's).
    """
    if asked := received(title):
        return (asked[1],)
    for match in reversed(list(_WITH.finditer(title))):
        found = _full(
            list(introduced(title[match.end() :])), [person.name for person in listed(title[match.end() :])]
        )
        if found and (is_known_name(found[0]) or _last_word(title[: match.start()]) not in _WITH_THINGS):
            return tuple(dict.fromkeys(found))
    for match in _WITH_ELSEWHERE.finditer(title):
        if found := [name for name in introduced(title[match.end() :]) if is_known_name(name)]:
            return tuple(found)
    pieces = [_PART.sub("", piece) for piece in _CUT.split(title) if piece]
    for place, piece in enumerate(pieces):
        acts = _ACTS.match(piece)
        if acts and is_name(acts.group("who")):
            return (acts.group("who"),)
        if found := list(_pieced(_NUMBER.sub("", piece), text, last=place > 0)):
            return tuple(found)
    return ()


def received(title: str) -> tuple[str, str] | None:
    """(host, guest) of a title in which one receives the other ("Ann Lee Interviews Bob Ray"), or None."""
    match = _ASKS.search(title)
    names = (match.group("host"), match.group("guest")) if match else ("", "")
    return names if all(map(is_name, names)) else None


def _full(led: list[str], people: list[str]) -> list[str]:
    """The longer of two lists of names that start alike, single names left out."""
    names = people if people[:1] == led[:1] and len(people) > len(led) else led
    return [name for name in names if " " in name]


def _last_word(text: str) -> str:
    words = text.split()
    return words[-1].lower() if words else ""


def _pieced(piece: str, text: str, *, last: bool) -> Iterator[str]:
    """The people of one piece of a title; none when it names anything else."""
    on = _ON.match(piece)
    who = _INTERVIEW.sub("", on.group("who") if on else piece)
    found = listed(who)
    names = [person.name for person in found if " " in person.name]
    doctor = bool(HONORIFIC.match(who)) or who != (on.group("who") if on else piece)
    if names and len(names) == len(found) and who.startswith((names[0], *_honoured(who))):
        if all(doctor or _is_somebody(name, text, strong=bool(on)) for name in names):
            yield from names
        return
    name = tail(who) if last else ""
    before = who[: len(who) - len(name)].split()
    if name and before and is_role(before[-1]):  # "…: Zed Founder Nathan Sobo"
        yield name


def _honoured(who: str) -> tuple[str, ...]:
    match = HONORIFIC.match(who)
    return (match.group(),) if match else ()


@lru_cache(maxsize=2)
def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W\d_][\w'’-]*", text))


def _places(name: str, text: str) -> Iterator[int]:
    """Where a name stands in a text."""
    at = text.find(name)
    while at >= 0:
        yield at
        at = text.find(name, at + len(name))


def _is_somebody(name: str, text: str, *, strong: bool) -> bool:
    """Whether a name is a person's who takes part: known as a name, or by what the text says.

    ``strong``: the title has the form of a guest's, so that a name which the text never writes small will do.
    """
    first, last = name.split()[0], name.split()[-1]
    if any(_SUBJECT.search(text, max(0, at - _NEAR), at) for at in _places(name.lower(), text.lower())):
        return False
    if is_known_name(name):
        words = _words(text)
        return not any(part.lower() in words and part not in words for part in name.split())
    for part in {first, last}:
        ends = (at + len(part) for at in _places(part, text) if not text[at - 1 : at].isalnum())
        if any(_SPEAKING.match(text, end) for end in ends):
            return True
    words = _words(text) if strong else frozenset[str]()
    known = any(part in words for part in name.split())
    return known and not any(part.lower() in words for part in name.split())


def hosts_of(show: str) -> tuple[str, ...]:
    """The hosts whom a show's name says: "… with Ann Lee", "The Ann Lee Show"."""
    if led := _SHOW_WITH.search(show):
        return tuple(person.name for person in listed(led.group("who")) if " " in person.name)
    own = _SHOW_OF.fullmatch(show)
    who = own.group("who") if own else show
    words = who.split()
    while own and len(words) > 2 and words[-1] in _SHOW_WORDS:
        words.pop()
    who = " ".join(words)
    return (who,) if is_known_name(who) and is_name(who) else ()
