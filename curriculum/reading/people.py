"""People: hosts and guests, as the title and the running text name them."""

import re
from collections.abc import Iterable, Iterator

from curriculum.reading.tables import table

_PEOPLE = table("people")
_ROLES = frozenset(_PEOPLE["roles"].split())
_PARTICLES = frozenset(_PEOPLE["particles"].split())
_SKIPPED = frozenset(_PEOPLE["skipped"].split())
_NOT_NAMES = frozenset(_PEOPLE["not_names"].split())
_SUFFIXES = frozenset(_PEOPLE["suffixes"].split())
_TOKEN = re.compile(r"[^\s,;:()\[\]\"“”]+|[,;:()\[\]\"“”]")

# "the host talks with Ann Lee" names no host: after the bare word a capital must follow
_HOSTS = re.compile(
    rf"\b(?:(?i:{'|'.join(_PEOPLE['before_hosts'])})\s+(?=\S)|(?i:co-)?(?i:hosts?)\s+"
    r"(?=(?:and \w+ )?[^\W\d_a-z]))"
)
_GUESTS = re.compile(rf"\b(?:{'|'.join(_PEOPLE['before_guests'])})\s+(?=\S)", re.IGNORECASE)
_ACTING = re.compile(rf"\b(?:{'|'.join(_PEOPLE['acting'])})\s")
_SPEAKING = re.compile(rf"\s(?:{'|'.join([*_PEOPLE['speaking'], *_PEOPLE['joining']])})\b")
_JOINING = re.compile(rf"\s(?:{'|'.join(_PEOPLE['joining'])})\b")
_TOGETHER = re.compile(rf"(?<=[^\W\d_])\s(?:{'|'.join(_PEOPLE['together'])})\b")
_HOSTING = frozenset(
    "host hosts co-host co-hosts cohost cohosts interviewer anchor presenter moderator".split()
)
_TRADE = re.compile(r".*(?:ologist|chemist|physicist|onomist|entist|iatrist|ician|ographer|arian)s?")
_ON = re.compile(r"(?P<name>[^\W\d_][\w.'’-]*(?:\s[^\W\d_][\w.'’-]*){1,2})\s+on\s+(?=\S)")
_ALONE = re.compile(r"(?:\d{1,4} )?(?P<name>[^\W\d_][\w.'’-]*(?:\s[^\W\d_][\w.'’-]*){1,2})")
_DOCTOR = re.compile(
    r"(?:Dr|Prof)\.? (?P<name>[^\W\d_][\w.'’-]*(?:\s[^\W\d_][\w.'’-]*){1,2})\s*(?::|[-–—]\s)"
)
_LAST = re.compile(r".+\s\|\s+(?P<name>[^\W\d_][\w.'’-]*(?:\s[^\W\d_][\w.'’-]*){1,2})")
_APPOSED = re.compile(
    r",\s+(?:an?|the|who|whose|(?=[a-z]))\s?[^,.;:]{1,80}(?=,\s+and\s+[^\W\d_a-z])|\s*\([^()]{1,80}\)(?=,?\s+and\s)"
)
"""What describes the first of two people: "Ann Lee, a farmer in Kent, and Bob Ray"."""
_CUT = re.compile(r"\s*[:|–—]\s*|\s+-\s+")
_IN_TITLE = re.compile(r"(?<!\w)(?:with|ft\.?|feat\.?|featuring|w/|guest:?)\s+", re.IGNORECASE)
_ANALYSES = re.compile(
    r"(?:^|[-–—:|]\s+)(?P<name>[^\W\d_]\w+(?:\s[^\W\d_]\w+)?)\s+(?:Analy[sz]es|Explains|Discusses|Unpacks)\b"
)


def guests_in_title(title: str) -> tuple[str, ...]:
    """The people a title introduces by "with …", or by "Name Analyzes …"."""
    doctor = _DOCTOR.match(title)
    if doctor and all(_named(part) for part in doctor.group("name").split()):
        return (doctor.group("name"),)
    for match in reversed(list(_IN_TITLE.finditer(title))):
        found = [name for name in _names(title[match.end() :]) if " " in name]
        if found:
            return tuple(dict.fromkeys(found))
    for piece in _CUT.split(title)[1:]:
        tokens = piece.split()  # "…: Zed Founder Nathan Sobo"
        name = _tail(piece)
        if name and len(tokens) > len(name.split()) and _is_role(tokens[-len(name.split()) - 1]):
            return (name,)
    analyst = _ANALYSES.search(title)
    return (analyst.group("name"),) if analyst and _named(analyst.group("name")) else ()


def guest_on(title: str, text: str) -> tuple[str, ...]:
    """The person of a title such as "Ann Lee on Bridges", when the text never writes the name small."""
    match = _ON.match(title) or _ALONE.fullmatch(title) or _LAST.fullmatch(title)
    if match is None:
        return ()
    parts = match.group("name").split()
    words = set(re.findall(r"[^\W\d_][\w'’-]*", text))
    known = any(part in words for part in parts) and not any(part.lower() in words for part in parts)
    return (match.group("name"),) if known and all(_named(part) for part in parts) else ()


def speakers_in_text(text: str) -> tuple[str, ...]:
    """People whom the text introduces by their trade and lets speak: "ecologist Ann Lee explains …"."""
    found: list[str] = []
    for match in _SPEAKING.finditer(text[:2000]):
        before = text[max(0, match.start() - 80) : match.start()]
        name = _tail(before)
        role = before[: len(before.rstrip()) - len(name)].split()[-1:] if name else []
        trade = bool(role) and _is_role(role[0]) and role[0].lower() not in _HOSTING
        if name and (trade or _JOINING.match(text[match.start() :])):
            found.append(name)
    for match in _TOGETHER.finditer(text[:2000]):
        found.extend(_pair(text[max(0, match.start() - 160) : match.start()]))
    return tuple(dict.fromkeys(found))


def _pair(before: str) -> tuple[str, ...]:
    """Two people at a text's end, joined by "and", when a trade introduces one and none is a host."""
    first, joined, second = re.split(r"[.!?]\s+(?=[^\W\d_a-z])", before)[-1].rpartition(" and ")
    names = (_tail(first), _tail(second)) if joined else ()
    said = [
        half[: half.rindex(name)].split()
        for half, name in zip((first, second), names, strict=bool(names))
        if name
    ]
    if len(said) < 2 or any(word.lower() in _HOSTING for words in said for word in words):
        return ()
    return names if any(words and _is_role(words[-1]) for words in said) else ()


def hosts_in_text(text: str) -> tuple[str, ...]:
    """The hosts that running text names ("hosted by …", "hosts … and …", "… interviews …")."""
    found: list[str] = []
    for match in _HOSTS.finditer(text):
        verb = _verb(match, text)
        found.extend([verb] if verb else _names(text[match.end() :][:200]))
    if not found:
        for match in _ACTING.finditer(text[:4000]):
            tail = _tail(text[max(0, match.start() - 80) : match.start()])
            if tail and not _JOINING.match(text[match.start() - 1 :]):  # not "Ann Lee speaks with the host"
                found.append(tail)
                break
    return tuple(dict.fromkeys(found))


def _verb(match: re.Match[str], text: str) -> str:
    """Who hosts somebody, where "hosts" is a verb after a name; "" elsewhere."""
    before = text[max(0, match.start() - 60) : match.start()]
    return _tail(before) if match.group().strip().lower() == "hosts" else ""


def guests_in_text(text: str) -> tuple[str, ...]:
    """The guests that running text names ("features …", "conversation with …", "interviews …")."""
    found = [name for match in _GUESTS.finditer(text) for name in _names(_introduced(text, match.end()))]
    for match in _HOSTS.finditer(text):
        if _verb(match, text):  # "Ann Lee hosts Bob Ray"
            found.extend(_names(text[match.end() :][:200]))
    return tuple(dict.fromkeys(name for name in found if " " in name or _is_somebody(name, text)))


def _introduced(text: str, start: int) -> str:
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
        if _named(match.group(1)) and "'" not in match.group(1) and "’" not in match.group(1)
    }
    return forms.pop() if len(forms) == 1 else name


def _names(text: str) -> Iterator[str]:
    """The names that a text starts with, joined by commas and "and", roles and firms left out."""
    current: list[str] = []
    tokens = _TOKEN.findall(text[:300])
    started = False
    for place, token in enumerate(tokens):
        following = tokens[place + 1] if place + 1 < len(tokens) else ""
        bare = token.rstrip(".") if len(token) > 2 else token
        ended = token.endswith(".") and len(token) > 2
        if _is_role(bare):
            if current and not (_named(following) and tokens[place - 1] != ","):
                break
            current = []
        elif re.search(r"['’]s$", bare):
            if not _named(following):
                break
            current = []  # "SambaNova's Rodrigo Liang"
        elif _named(bare) or (current and bare in _SUFFIXES):
            current.append(bare if bare not in _SUFFIXES else token)
            if ended and bare not in _SUFFIXES:
                break
        elif current and bare.lower() in _PARTICLES and _named(following):
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
        elif not current and not started and any(_is_role(word) for word in tokens[place + 1 : place + 4]):
            continue  # "the pricing consultant …"
        else:
            break
    if current:
        yield " ".join(current)


def is_role(phrase: str) -> bool:
    """Whether a phrase starts with a role, as descriptions of people do ("Professor of Planning")."""
    return _is_role(phrase.split(maxsplit=1)[0]) if phrase.strip() else False


def _is_role(word: str) -> bool:
    bare = word.lower().rstrip(".").replace("’", "'").removesuffix("'s")
    return bare in _ROLES or (bare == word and bool(_TRADE.fullmatch(bare)))


def _tail(text: str) -> str:
    """The name that a text ends with, or ""."""
    name: list[str] = []
    tokens = text.split()
    for place in range(len(tokens) - 1, -1, -1):
        token = tokens[place]
        particle = bool(name) and token in _PARTICLES and place > 0 and _named(tokens[place - 1])
        if not particle and (not _named(token) or token.lower().rstrip(".") in _ROLES):
            break
        name.insert(0, token)
    return " ".join(name) if len(name) >= 2 else ""


def _named(token: str) -> bool:
    """Whether a token can be part of a person's name: a capital, small letters, no figure, no dot inside."""
    if re.fullmatch(r"[^\W\d_]\.", token):
        return token[0].isupper()
    letters = token.replace("-", "").replace("'", "").replace("’", "")
    return (
        letters.isalpha()
        and token[0].isupper()
        and len(letters) > 1
        and not letters.isupper()
        and token not in _NOT_NAMES
    )
