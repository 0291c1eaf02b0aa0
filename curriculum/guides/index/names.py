"""Names in running text: people, firms, products, laws."""

import re
from collections.abc import Iterator, Set
from functools import cache, lru_cache
from typing import NamedTuple

from curriculum.cards.words import table as words_of
from curriculum.planning.dates import MONTHS
from curriculum.planning.light_words import light
from curriculum.planning.text import SENTENCE
from curriculum.reading.names import in_title_case
from curriculum.reading.persons import FIRST_NAMES, is_role
from curriculum.reading.words import STOPWORDS, WORD, stem

LONGEST = 5
"""Words of a name, at most."""
_OWNER = re.compile(r"['’]s?$")
_STRANGE = re.compile(
    r"(?!(?:[a-z]{3,}[A-Z]))(?:.*(?:\w[A-Z]|[A-Za-z]-?\d|\d[A-Za-z])|[A-Z][\w-]*\.[a-z]{2,}$)"
)
"""What is written as no common word is: "LibreChat", "fMRI", "SIMD", "GPT-4", "Node.js"; no "handleClick"."""
_SHOUTED = re.compile(r"(\w)\1\1", re.IGNORECASE)
_JOINED = re.compile(r"(\w*[A-Z]\w*)-(?=[a-z]{3,}$)")
"""A name with something said of it: "DARPA-funded", "AI-driven"."""
_OWN = ("'s", "’s")
_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+")
_PLURAL = re.compile(r"(?<=[A-Z]{2})s$")
_OPENING = (":", "“", '"', "–", "—", "-", "(", "*")


class Token(NamedTuple):
    """A word of a text."""

    word: str
    """As it is written, without what makes it an owner or a plural."""
    opens: bool
    """Whether a sentence begins with it, or a label or a bracket stands before it."""
    follows: bool
    """Whether nothing but a space stands between it and the word before."""
    end: str
    """What it has lost: "Anthropic's", "LLMs", "DARPA-funded"; no name goes on after it."""


@lru_cache(maxsize=20_000)
def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text in order."""
    return tuple(_tokens(text))


def _tokens(text: str) -> Iterator[Token]:
    for sentence in SENTENCE.split(_ADDRESS.sub(";", text)):
        end = 0
        for match in WORD.finditer(sentence):
            gap, word = sentence[end : match.start()], match.group()
            joined = _JOINED.match(word)
            bare = joined[1] if joined and is_strange(joined[1]) else _PLURAL.sub("", _OWNER.sub("", word))
            opens = not end or gap.strip() in _OPENING
            yield Token(bare, opens, bool(end) and gap == " ", word.removeprefix(bare))
            end = match.end()


def bare_words(name: str) -> tuple[str, ...]:
    """The words of a name as its tokens have them."""
    return tuple(_OWNER.sub("", word) for word in name.split())


def is_strange(word: str) -> bool:
    """Whether a word is written as no common word is."""
    return bool(_STRANGE.match(word)) and not _SHOUTED.search(word)


def names(text: str, known: Set[str], heads: bool = False) -> Iterator[str]:
    """The names in a text, in order, as often as they stand there.

    A capital at the start of a sentence, and any in a text that has the capitals of a heading (``heads``
    says that it is one), makes no name of a word that is not ``known`` as one.
    """
    row = tokens(text)
    headed = heads or in_title_case(token.word for token in row)
    run: list[Token] = []
    for token in row:
        part = _is_part(token, run, known, headed)
        if run and not (part and token.follows and not run[-1].end):
            yield from _name(run, known, owns=token.follows and token.word.lower() not in STOPWORDS)
            run = []
        if part and (run or not token.word[0].isdigit()):
            run.append(token)
    yield from _name(run, known)


def _is_part(token: Token, run: list[Token], known: Set[str], headed: bool) -> bool:
    word = token.word
    if word.lower() in STOPWORDS or is_role(word):
        return False
    if headed and "-" in word and not any(map(str.isdigit, word)):
        return False  # "The AI-Energy Nexus"
    if word[0].isdigit():
        return bool(run) and token.follows and not re.fullmatch(r"(?:1[89]|20)\d\d", word)
    if is_strange(word) or (word in known and word[0].isupper()):
        return True
    return word[0].isupper() and not headed and (not token.opens or word.lower() in FIRST_NAMES)


def _name(run: list[Token], known: Set[str], owns: bool = False) -> Iterator[str]:
    """The name that a run of words is, if it is one: a common word with a capital by itself is none.

    What looks like an owner's ending is the name's own where nothing follows that is owned: "Raising Cane's".
    """
    words = [token.word for token in run]
    telling = [word for word in words if not _is_common(word)]
    sure = any(is_strange(word) or word in known for word in telling)
    if telling and len(words) <= LONGEST and (sure or len(words) > 1):
        end = run[-1].end if run[-1].end in _OWN and not owns else ""
        yield " ".join(words) + end


def _is_common(word: str) -> bool:
    """Whether a word has its capital for another reason than to name one thing."""
    low = word.lower()
    return low in _capital() or stem(low) in light() or len(word) < 2 or word[0].isdigit()


@cache
def _capital() -> frozenset[str]:
    return words_of("peoples") | words_of("months") | frozenset(month.lower() for month in MONTHS)
