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

_HOSTS = re.compile(rf"\b(?:{'|'.join(_PEOPLE['before_hosts'])})\s+(?=\S)", re.IGNORECASE)
_GUESTS = re.compile(rf"\b(?:{'|'.join(_PEOPLE['before_guests'])})\s+(?=\S)", re.IGNORECASE)
_ACTING = re.compile(rf"\b(?:{'|'.join(_PEOPLE['acting'])})\s")
_IN_TITLE = re.compile(r"(?<!\w)(?:with|ft\.?|feat\.?|featuring|w/|guest:?)\s+", re.IGNORECASE)
_ANALYSES = re.compile(
    r"(?:^|[-–—:|]\s+)(?P<name>[^\W\d_]\w+(?:\s[^\W\d_]\w+)?)\s+(?:Analy[sz]es|Explains|Discusses|Unpacks)\b"
)


def guests_in_title(title: str) -> tuple[str, ...]:
    """The people a title introduces by "with …", or by "Name Analyzes …"."""
    for match in reversed(list(_IN_TITLE.finditer(title))):
        found = [name for name in _names(title[match.end() :]) if " " in name]
        if found:
            return tuple(dict.fromkeys(found))
    analyst = _ANALYSES.search(title)
    return (analyst.group("name"),) if analyst and _named(analyst.group("name")) else ()


def hosts_in_text(text: str) -> tuple[str, ...]:
    """The hosts that running text names ("hosted by …", "hosts … and …", "… interviews …")."""
    found = [name for match in _HOSTS.finditer(text) for name in _names(text[match.end() :][:200])]
    if not found:
        for match in _ACTING.finditer(text[:4000]):
            tail = _tail(text[max(0, match.start() - 80) : match.start()])
            if tail:
                found.append(tail)
                break
    return tuple(dict.fromkeys(found))


def guests_in_text(text: str) -> tuple[str, ...]:
    """The guests that running text names ("features …", "conversation with …", "interviews …")."""
    found = [name for match in _GUESTS.finditer(text) for name in _names(text[match.end() :][:200])]
    return tuple(dict.fromkeys(name for name in found if " " in name or _is_somebody(name, text)))


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


def _is_role(word: str) -> bool:
    return word.lower().rstrip(".").replace("’", "'").removesuffix("'s") in _ROLES


def _tail(text: str) -> str:
    """The name that a text ends with, or ""."""
    name: list[str] = []
    for token in reversed(text.split()):
        if not _named(token) or token.lower() in _ROLES:
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
