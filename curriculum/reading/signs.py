"""Signs: by which marks a line says that it is a flashcard. Texts are ``verbatim`` ones."""

import re
from functools import cache

from curriculum.reading.clozes import CLOSE, OPEN
from curriculum.reading.inline import plain
from curriculum.reading.properties import names_property
from curriculum.reading.tables import key, languages, spellings, table

_SIDES = re.compile(r"\s+:{2,3}\s+|(?<=[?？]):{2,3}(?=\S)")
_GLUED = re.compile(r"(?<=[^\s:]):{2,3}(?=[^\s:])")
_SCOPE = re.compile(r"[a-z_]::[a-z_]")
_NO_SIDES = re.compile(r"\{\{c\d|https?://\S*::|\d::\d")
"""A deletion that never ends, an address, a time: their two colons part no front from a back."""
_ONE_WORD = re.compile(r"[a-z][\w.-]*")
_CLOCK = re.compile(r"[\[(]?(?:\d{1,2}:)?\d{1,3}:\d{2}[\])]?")
_CARD_TAG = re.compile(r"#(?:card|flashcards?)(?:/[\w/-]+)?|#?\[\[(?:card|flashcards?)\]\]", re.IGNORECASE)
_TAGS = re.compile(r"(?:\s*(?<!\S)(?:#[^\s#]+|#?\[\[[^\[\]]+\]\])){1,40}\s*$")
_FIRST_TAG = re.compile(rf"\s*(?:{_CARD_TAG.pattern})(?=\s)", re.IGNORECASE)
_ONLY_TAGS = re.compile(r"(?:\s*#[^\s#]+)+\s*$")
_TURN = re.compile(r"\s*\?{1,2}\s*$")
_ASKED = re.compile(r"^(?P<front>[^?]{8,}\?)\s+(?:[-–—:→=>]+\s*)?(?P<back>\S.*)$")
_OPTION = re.compile(r"\(?(?P<letter>[A-H])[.)]\s")
_LABELLED = re.compile(r"\s*[*_]{0,2}(?P<label>[^:*_]{1,30}?)[*_]{0,2}\s*:{1,2}[*_]{0,2}(?:\s|$)")
_ENDS = (".", "!", "?", "？", ":", "…")


@cache
def _may_open() -> re.Pattern[str]:
    words = "|".join(_words("ask"))
    return re.compile(rf"\s*\?{{1,2}}\s*$|\W{{0,6}}(?:{words})(?![^\W\d_])", re.IGNORECASE)


def may_open(text: str) -> bool:
    """Whether a line as it stands may begin a card at all: a quick look, before anything is made of it."""
    return "::" in text or "#" in text or "[" in text or bool(_may_open().match(text))


@cache
def _words(name: str) -> tuple[str, ...]:
    """The words of the table, and those that stand for them in other languages."""
    tables = (table(f"sections/{code}")["cards"] for code in languages())
    others = (spelt for found in tables for word in found.get(name, ()) for spelt in spellings(word))
    return tuple(dict.fromkeys((*map(key, table("flashcards")[name]), *others)))


@cache
def _before(name: str) -> re.Pattern[str]:
    words = "|".join(_words(name))
    return re.compile(
        rf"\s*[*_]?(?:{words})\s*(?P<number>\d*)\s*(?:[:.)](?![:.)])|：)\s*[*_]?", re.IGNORECASE
    )


@cache
def _answer_inside() -> re.Pattern[str]:
    words = "|".join(map(str.capitalize, _words("reply")))
    return re.compile(rf"\s(?:{words})\s*(?::\s+|：\s*)(?=\S)")


def sides(text: str, *, section: bool = False) -> tuple[str, str] | None:
    """Front and back of ``front :: back`` (``:::``), or None.

    Two such marks, a property, or a clock before the mark leave the line a text. ``section``: in a
    section of flashcards ``front::back`` counts too, unless it may be a property or holds a deletion.
    """
    if "::" not in text:
        return None
    found = list(_SIDES.finditer(text))
    if section and not found and "==" not in text and OPEN not in text:
        found = [] if _NO_SIDES.search(text) else list(_GLUED.finditer(text))
        named = found and _ONE_WORD.fullmatch(text[: found[0].start()].strip())
        if named or (_SCOPE.search(text) and is_statement(text)):
            return None  # "key::value", or "A std::vector grows."
    if len(found) != 1:
        return None
    front, back = text[: found[0].start()].strip(), text[found[0].end() :].strip()
    name = without_tag(plain(front))
    spaced = found[0].group()[0].isspace()
    if (
        not name
        or not back
        or front.count(OPEN) != front.count(CLOSE)
        or front.count("==") % 2  # inside of a deletion
        or _CLOCK.fullmatch(name)
        or _CLOCK.fullmatch(back)
        or names_property(name, "" if spaced else back)
    ):
        return None
    return front, back


def asks(text: str) -> str | None:
    """The question of a line that starts with ``Q:`` or the like, or None."""
    match = _before("ask").match(text)
    return text[match.end() :] if match else None


def replies(text: str, question: str = "") -> str | None:
    """The answer of a line that starts with ``A:`` or the like, or None; ``A2:`` answers no line ``Q1:``."""
    match = _before("reply").match(text)
    if match is None or text.lstrip().startswith(("a.", "a)")):
        return None
    asked = _before("ask").match(question)
    other = bool(asked and asked["number"] and match["number"] and asked["number"] != match["number"])
    return None if other else text[match.end() :]


def with_reply(question: str) -> tuple[str, str] | None:
    """Question and answer of a line that holds both (``… A: …``), or None."""
    match = _answer_inside().search(question) if ":" in question or "：" in question else None
    return (question[: match.start()], question[match.end() :]) if match else None


def option(text: str) -> str:
    """The letter of a line that offers one of several answers (``B) …``), or ""."""
    match = _OPTION.match(text.strip())
    return match["letter"] if match else ""


def is_tagged(text: str) -> bool:
    """Whether a line bears ``#card``, ``#flashcard`` or the like, first or among the tags at its end."""
    if "#" not in text and "[[" not in text:
        return False
    last = _TAGS.search(text)
    tagged = _FIRST_TAG.match(text) or (last and _CARD_TAG.search(last.group()))
    return bool(tagged) and not is_aside(text)


def without_tag(text: str) -> str:
    """The text without the tag that makes a card of it."""
    if not is_tagged(text):
        return text
    if first := _FIRST_TAG.match(text):
        return text[first.end() :].strip()
    last = _TAGS.search(text)
    start = last.start() if last else len(text)
    tags = [tag for tag in text[start:].split() if not _CARD_TAG.fullmatch(tag)]
    return " ".join([text[:start].strip(), *tags]).strip()


def is_turn(text: str) -> bool:
    """Whether a line is the ``?`` between question and answer."""
    return bool(_TURN.match(text))


def is_aside(text: str) -> bool:
    """Whether a line is a note, tags or the like beside a card, and no answer."""
    match = _LABELLED.match(text)
    return bool((match and key(match["label"]) in _words("aside")) or _ONLY_TAGS.match(text))


def asked(text: str) -> tuple[str, str] | None:
    """Question and answer of a line that holds both, the first with a question mark, or None."""
    match = _ASKED.match(without_tag(text))
    return (match["front"], match["back"]) if match else None


def is_question(text: str) -> bool:
    """Whether a text ends with a question mark."""
    return plain(without_tag(text)).rstrip("\"”'*_) ").endswith(("?", "？"))


def is_finished(text: str) -> bool:
    """Whether a line ends a sentence."""
    return plain(text).rstrip("\"”'*_) ").endswith(_ENDS)


def is_statement(text: str) -> bool:
    """Whether a text is a whole sentence, which no answer follows."""
    return plain(text).rstrip("\"”'*_) ").endswith((".", "!"))


def opens(text: str, *, section: bool = False) -> bool:
    """Whether a card begins with this line."""
    return asks(text) is not None or is_tagged(text) or sides(text, section=section) is not None


def columns(names: list[str]) -> tuple[int, int] | None:
    """The columns of a table that hold questions and answers by their heads, or None."""
    heads = [key(plain(name)) for name in names]
    front = [place for place, head in enumerate(heads) if head in _words("ask")]
    back = [place for place, head in enumerate(heads) if head in _words("reply")]
    return (front[0], back[0]) if len(front) == len(back) == 1 else None
