"""People: hosts and guests, as running text names them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from curriculum.reading.persons import (
    HONORIFIC,
    LINKING,
    is_first_name,
    is_initials,
    is_known_name,
    is_name,
    is_particle,
    is_role,
    named,
    tail,
)
from curriculum.reading.tables import table

_PEOPLE = table("people")
_SKIPPED = frozenset(_PEOPLE["skipped"].split())
_SUFFIXES = frozenset(_PEOPLE["suffixes"].split())
_BRACKETED = re.compile(r"\s*\([^()]*\)")
_MOST_TOKENS = 80
_TOKEN = re.compile(r"[^\s,;:()\[\]\"“”]+|[,;:()\[\]\"“”]")

# "the host talks with Ann Lee" names no host: after the bare word a capital must follow
_HOSTS = re.compile(
    rf"\b(?:(?i:{'|'.join(_PEOPLE['before_hosts'])})\s+(?=\S)|(?i:co-)?(?i:hosts?)\s+"
    r"(?=(?:and \w+ )?[^\W\d_a-z])|(?i:hosts?|interviewer|moderator)(?:, | \()(?=[^\W\d_a-z]))"
)
_GUESTS = re.compile(rf"\b(?:{'|'.join(_PEOPLE['before_guests'])})\s+(?=\S)", re.IGNORECASE)
_ACTING = re.compile(rf"\b(?:{'|'.join(_PEOPLE['acting'])})\s")
_SPEAKING = re.compile(rf"\s(?:{'|'.join([*_PEOPLE['speaking'], *_PEOPLE['joining']])})\b")
_JOINING = re.compile(rf"\s(?:{'|'.join(_PEOPLE['joining'])})\b")
_TOGETHER = re.compile(rf"(?<=[^\W\d_])\s(?:{'|'.join(_PEOPLE['together'])})\b")
_NAME = r"[^\W\d_a-z][\w'’-]*\.?(?: [^\W\d_a-z][\w'’-]*){0,3}"
_PAIR = re.compile(
    r"(?:^|(?<=[.!?,:\n])\s+|(?<=\n))(?:(?:This (?:time|week|month|episode)|Today|Here),?\s"
    r"|In this \w+(?: \w+)?,\s)?"
    rf"(?P<who>{_NAME}(?:,\s{_NAME}){{0,2}},?\s(?:and|&)\s{_NAME})"
    rf"\s(?:(?:also|both|then)\s)?(?:{'|'.join([*_PEOPLE['together'], *_PEOPLE['acting']])})\b"
)
"""Two or three people at the start of a sentence that says what they do together."""
_JOINS = re.compile(
    rf"(?P<guest>{_NAME}(?:(?:, | and ){_NAME}){{0,3}})(?:,[^,.;]{{1,80}},)?\s"
    r"(?:joins?|joined|(?:is|was) interviewed by|tells|told|(?:explains|explained|describes) to)\s"
    rf"(?:hosts?\s)?(?P<host>{_NAME}(?:\sand\s{_NAME})?)"
)
"""A guest and who receives them: "Ann Lee (a farmer) joins Bob Ray"."""
_INVERTED = re.compile(
    rf"\b(?:{'|'.join(_PEOPLE['receiving'])})\s(?P<host>[^\W\d_a-z][\w'’-]+ [^\W\d_a-z][\w'’-]+)\s(?:mit\s)?"
    rf"(?:(?:de[nmr]|die|(?:ein|unser)(?:e[nmr]?)?)\s)(?P<guest>{_NAME})"
)
"""Who receives whom where the verb goes first: "Heute begrüßt Ann Lee den Müller Bob Ray"."""
_MARKED = re.compile(
    rf"(?P<name>{_NAME})\s\((?:the |our |as )?"
    r"(?P<role>host|co-host|cohost|guest|interviewer|interviewee|presenter|moderator)\b"
)
"""Somebody whom a word in brackets calls host or guest: "Ann Lee (host)"."""
_HOSTING = frozenset(
    "host hosts co-host co-hosts cohost cohosts interviewer anchor presenter moderator".split()
)
_APPOSED = re.compile(
    r",\s+(?:an?|the|who|whose|(?=[a-z]))\s?[^,.;:]{1,80}(?=,\s+and\s+[^\W\d_a-z])|\s*\([^()]{1,80}\)(?=,?\s+and\s)"
)
"""What describes the first of two people: "Ann Lee, a farmer in Kent, and Bob Ray"."""
_BESIDE = re.compile(r"(?<=\w),\s+(?:who|an?|the|our|(?:co-)?hosts? of)\s[^,.;:\n]{1,80},(?=\s[a-z])")
"""What describes somebody who then acts: "Ann Lee, host of The Tide Table, interviews …"."""
_THEIRS = frozenset("her his their".split())


def speakers_in_text(text: str) -> tuple[str, ...]:
    """People whom the text introduces by their trade and lets speak: "ecologist Ann Lee explains …"."""
    found: list[str] = []
    text = _BESIDE.sub("", text[:4000])
    for match in _SPEAKING.finditer(text[:2000]):
        before = text[max(0, match.start() - 80) : match.start()]
        name = tail(before)
        role = before[: len(before.rstrip()) - len(name)].split()[-1:] if name else []
        trade = bool(role) and is_role(role[0]) and role[0].lower() not in _HOSTING
        if name and (trade or _JOINING.match(text[match.start() :])):
            found.append(name)
    for match in _TOGETHER.finditer(text[:2000]):
        found.extend(_pair(text[max(0, match.start() - 160) : match.start()]))
    return tuple(dict.fromkeys(found))


def pair_in_text(text: str) -> tuple[str, ...]:
    """The people whom the text lets talk with one another, first names alone too: "Ann and Bob talk about …".

    They must open the sentence, and one of them must have a first name that is no other word.
    """
    if " and " not in text and "&" not in text:
        return ()
    for match in _PAIR.finditer(text[:2000]):
        names = [name.strip() for name in re.split(r",\s*(?:and\s+)?|\s+(?:and|&)\s+", match.group("who"))]
        names = [HONORIFIC.sub("", name) for name in names]
        sure = all(map(is_name, names)) and len({" " in name for name in names}) == 1
        if sure and any(is_first_name(name.split()[0]) for name in names):
            return tuple(names)
    return ()


def _pair(before: str) -> tuple[str, ...]:
    """Two people at a text's end, joined by "and", when a trade introduces one and none is a host."""
    first, joined, second = re.split(r"[.!?]\s+(?=[^\W\d_a-z])", before)[-1].rpartition(" and ")
    names = (tail(first), tail(second)) if joined else ()
    said = [
        half[: half.rindex(name)].split()
        for half, name in zip((first, second), names, strict=bool(names))
        if name
    ]
    if len(said) < 2 or any(word.lower() in _HOSTING for words in said for word in words):
        return ()
    trades = (words[-1] for words in said if words)
    return names if any(is_role(word) or (word.islower() and word not in LINKING) for word in trades) else ()


def hosts_in_text(text: str) -> tuple[str, ...]:
    """The hosts that running text names ("hosted by …", "hosts … and …", "… interviews …")."""
    found = [name for match in _joins(text) for name in introduced(match.group("host"))]
    found.extend(_marked(text, host=True))
    for match in _HOSTS.finditer(text):
        verb = _verb(match, text)
        names = [verb] if verb else list(introduced(text[match.end() :][:200]))
        found.extend(names[:1] if match.group().strip().lower().endswith("host") else names)
    if not found:
        text = _BESIDE.sub("", text[:4000])
        for match in _ACTING.finditer(text):
            before = text[max(0, match.start() - 80) : match.start()]
            actor = tail(before) or _opens(before)
            if actor and not _JOINING.match(text[match.start() - 1 :]):  # not "Ann Lee speaks with the host"
                found.append(actor)
                break
    return tuple(dict.fromkeys(found))


def _opens(before: str) -> str:
    """The first name alone with which a sentence opens ("Ann talks with …"), or ""."""
    sentence = re.split(r"[.!?]\s+|\n", before)[-1].strip()
    return sentence if is_first_name(sentence) else ""


def _marked(text: str, *, host: bool) -> Iterator[str]:
    """The people whom a word in brackets calls hosts, or guests: "Ann Lee (host)"."""
    for match in _MARKED.finditer(text[:4000]):
        if (match.group("role").lower() in _HOSTING) == host and is_name(match.group("name")):
            yield match.group("name")


def _joins(text: str) -> Iterator[re.Match[str]]:
    shown = _BRACKETED.sub("", text[:4000])
    for match in (*_JOINS.finditer(shown), *_INVERTED.finditer(shown)):
        if " " in match.group("guest") and " " in match.group("host"):
            yield match


def _verb(match: re.Match[str], text: str) -> str:
    """Who hosts somebody, where "hosts" is a verb after a name; "" elsewhere."""
    before = text[max(0, match.start() - 60) : match.start()]
    if match.group().strip() != "hosts":
        return ""
    last = before.split()[-1:] or [""]
    return tail(before) or (last[0] if is_first_name(last[0]) else "")


def guests_in_text(text: str) -> tuple[str, ...]:
    """The guests that running text names ("features …", "conversation with …", "interviews …")."""
    found = [name for match in _GUESTS.finditer(text) for name in introduced(_described(text, match.end()))]
    found.extend(name for match in _joins(text) for name in introduced(match.group("guest")))
    found.extend(_marked(text, host=False))
    for match in _HOSTS.finditer(text):
        if _verb(match, text):  # "Ann Lee hosts Bob Ray"
            found.extend(introduced(text[match.end() :][:200]))
    names = (_without_trade(name, text) for name in found)
    return tuple(dict.fromkeys(name for name in names if " " in name or _is_somebody(name, text)))


def _without_trade(name: str, text: str) -> str:
    """A name without the trade that German puts before it: "mit dem Bäcker Jonas Petersen"."""
    one, _, other = re.sub(r" (?:de|del|di|da|do) ", "|", name).partition("|")
    if other and is_known_name(one) and is_known_name(other):
        return one  # "avec Ann Lee de Bob Ray", of whom she talks
    rest = name.partition(" ")[2]
    article = re.search(
        rf"\b(?:de[mnr]|die|das|(?:ein|unser|sein|ihr)(?:e[mnr]?)?)\s+{re.escape(name)}", text
    )
    return rest if article and is_known_name(rest) and not is_first_name(name.split()[0]) else name


def _described(text: str, start: int) -> str:
    """The text from here, without what describes the first of two people."""
    return _APPOSED.sub("", text[start:][:300], count=1)[:200]


def _is_somebody(name: str, text: str) -> bool:
    """Whether one word is a person: "Danny from LibreChat", not "features Google"."""
    return name[1:].islower() and bool(re.search(rf"\b{re.escape(name)}\s+(?:from|of)\s", text))


def full_names(names: Iterable[str], text: str) -> tuple[str, ...]:
    """Each single first name completed where the text gives exactly one full form ("Danny Avila")."""
    return tuple(dict.fromkeys(_completed(name, text) for name in names))


def _completed(name: str, text: str) -> str:
    if " " in name:
        return name
    forms = {
        f"{name} {match.group(1)}"
        for match in re.finditer(rf"\b{re.escape(name)}\s+([^\W\d_][\w'’-]+)", text)
        if named(match.group(1)) and "'" not in match.group(1) and "’" not in match.group(1)
    }
    return forms.pop() if len(forms) == 1 else name


def _leads(tokens: Sequence[str]) -> bool:
    """Whether a small word leads to a role or, in three words at most, to a name of two."""
    if any(is_role(word) for word in tokens[1:4]):
        return True
    small = list(takewhile(lambda word: word.isalpha() and word.islower() and word not in LINKING, tokens))
    comma = tokens[len(small) : len(small) + 1] == [","]  # "two farmers, Ann Lee and Bob Ray"
    after = tokens[len(small) + comma : len(small) + comma + 2]
    return bool(small) and len(after) == 2 and named(after[0]) and named(after[1].rstrip("."))


def introduced(text: str) -> Iterator[str]:
    """The names that a text starts with, joined by commas and "and", roles and firms left out."""
    current: list[str] = []
    tokens = _TOKEN.findall(_BRACKETED.sub("", text[:400]))[:_MOST_TOKENS]
    started = False
    for place, token in enumerate(tokens):
        following = tokens[place + 1] if place + 1 < len(tokens) else ""
        bare = token.rstrip(".") if len(token) > 2 else token
        ended = token.endswith(".") and len(token) > 2
        if is_role(bare) and not (len(current) == 1 and named(bare) and is_first_name(current[0])):
            if current and not (named(following) and tokens[place - 1] != ","):
                break
            current = []
        elif re.search(r"['’]s$", bare):
            if not named(following):
                break
            current = []  # "SambaNova's Rodrigo Liang"
        elif named(bare) or (current and bare in _SUFFIXES) or is_initials(bare, following):
            current.append(bare if bare not in _SUFFIXES else token)
            if ended and bare not in _SUFFIXES:
                break
        elif current and is_particle(bare.lower()) and named(following):
            current.append(bare)
        elif current and not started and bare.isupper() and bare.isalpha():
            current = []  # "Prophetic AI co-founders Eric …"
        elif token in (",", "and", "&") or (token == "with" and not current):
            if current:
                yield " ".join(current)
                started = True
            current = []
        elif (
            not current and not started and (bare.lower() in _SKIPPED or bare in ('"', "“") or bare.isupper())
        ):
            continue
        elif (
            not current
            and (not started or {bare, tokens[place - 1]} & _THEIRS)
            and _leads(tokens[place : place + 6])
        ):
            continue  # "the pricing consultant …", "millwright Ann Lee"
        else:
            break
    if current:
        yield " ".join(current)
