"""Words of a sentence with their parts of speech, by HanTa's English model and our own search.

The tags are the Penn treebank's, so far as the rules need them: N NS P (name) J D D$ R RP IN TO CC
S (subordinator) W (relative or question word) Q (pronoun) EX CD M (modal) X (not) POS, the verb
forms VB VBP VBZ VBD VBG VBN, "(" ")" and "." for other marks.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from curriculum.cards.repair import first_tag, repair
from curriculum.reading.lexicon import model

LONGEST_WORD = 60
"""Letters; a longer "word" is no word, and the model's time grows with the square of its length."""

_TOKEN = re.compile(
    r"(?:\w\.){2,}"  # U.S.
    r"|[\"“][A-Z][\w'’]*(?: (?:[A-Z][\w'’]*|of|the|and|in|a))*[\"”](?=\s[a-z])"  # a title in quotation marks
    r"|(?:e\.g|i\.e|etc|vs|Ph\.D|Dr|Mr|Mrs|Ms|Prof|St)\."
    r"|[$€£]?\d+(?:[.,:]\d+)*(?:%|(?:st|nd|rd|th)\b|(?<=\d0)s\b)?"
    r"|['’]s\b|(?<=s)['’](?=\s)"
    r"|[^\W_]+(?:[-–.&/+*][^\W_]+|(?<=\*\d\d):\d+|['’](?!s\b)[^\W_]+)*[+#]*"
    r"|[^\w\s]"
)

_TAGS = {
    "AJ0": "J", "AJC": "J", "AJS": "J", "AT0": "D", "AV0": "R", "AVP": "RP", "AVQ": "W",
    "CJC": "CC", "CJS": "S", "CJT": "W", "CRD": "CD", "DPS": "D$", "DT0": "D", "DTQ": "W", "EX0": "EX",
    "NN0": "N", "NN1": "N", "NN2": "NS", "NN": "N", "NP0": "P", "ORD": "J", "PNP": "Q", "PNI": "Q",
    "PNQ": "W", "PNX": "Q", "POS": "POS", "PRF": "IN", "PRP": "IN", "TO0": "TO", "VM0": "M", "XX0": "X",
    "PUL": "(", "PUR": ")", "ZZ0": "N",
}  # fmt: skip
_VERBS = {"B": "VBP", "D": "VBD", "G": "VBG", "I": "VB", "N": "VBN", "Z": "VBZ"}

# closed classes: one reading each, whatever the model thinks
_FIXED = {
    "to": None, "and": "CC", "or": "CC", "but": "CC", "nor": "CC", "not": "X", "of": "IN", "with": "IN",
    "into": "IN", "from": "IN", "the": "D", "a": "D", "an": "D", "its": "D$", "their": "D$", "his": "D$",
    "my": "D$", "our": "D$", "your": "D$", "it": "Q", "he": "Q", "she": "Q", "they": "Q", "them": "Q",
    "him": "Q", "we": "Q", "us": "Q", "i": "Q", "which": "W", "who": "W", "whose": "W", "whom": "W",
    "where": "W", "how": "W", "why": "W", "what": "W", "whether": "S", "while": "S", "whereas": "S",
    "because": "S", "although": "S", "though": "S", "unless": "S", "if": "S", "when": "W", "cannot": "M",
    "can": "M", "could": "M", "will": "M", "would": "M", "must": "M", "should": "M", "might": "M",
    "may": "M", "such": "J", "various": "J", "due": "J", "than": "S", "is": "VBZ", "are": "VBP",
    "was": "VBD", "were": "VBD", "has": "VBZ", "have": "VBP", "had": "VBD", "does": "VBZ", "did": "VBD",
    "been": "VBN", "being": "VBG", "be": "VB", "also": "R", "often": "R", "only": "R", "both": "D",
    "these": "D", "those": "D", "this": "D", "each": "D", "every": "D", "until": "S", "via": "IN",
    "by": "IN", "for": "IN", "in": "IN", "on": "IN", "at": "IN", "within": "IN", "across": "IN",
    "through": "IN", "including": "IN", "regarding": "IN", "during": "IN", "toward": "IN",
    "towards": "IN", "between": "IN", "among": "IN", "without": "IN", "against": "IN", "under": "IN",
    "about": "IN", "below": "IN", "above": "IN", "like": None, "as": None,
}  # fmt: skip
_MONTHS = frozenset(
    "january february march april may june july august september october november december".split()
)


class Token(NamedTuple):
    """A word or mark of a sentence."""

    text: str
    tag: str
    start: int
    end: int

    @property
    def low(self) -> str:
        """The text in lower case."""
        return self.text.lower()


_NOTHING = Token("", "", 0, 0)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text with its tokens; positions in the methods count tokens, ends exclusive."""

    text: str
    tokens: tuple[Token, ...]
    lows: tuple[str, ...]
    """The tokens in lower case."""
    end: int = 0
    """The number of tokens before the closing full stop, if there is one."""

    def words(self, start: int, end: int) -> str:
        """The text from token ``start`` to before token ``end``."""
        end = min(end, len(self.tokens))
        if start >= end or start < 0:
            return ""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end]

    def at(self, place: int) -> Token:
        """The token at ``place``; an empty one beyond either end."""
        return self.tokens[place] if 0 <= place < len(self.tokens) else _NOTHING

    def tag(self, at: int) -> str:
        """The tag at ``at``; "" beyond either end."""
        return self.tokens[at].tag if 0 <= at < len(self.tokens) else ""

    def low(self, at: int) -> str:
        """The lower-case word at ``at``; "" beyond either end."""
        return self.lows[at] if 0 <= at < len(self.lows) else ""

    def find(self, *words: str, start: int = 0) -> int:
        """The first place from ``start`` where the words stand in a row; −1 when nowhere."""
        lows, size = self.lows, len(words)
        at = max(start, 0)
        while True:
            try:
                at = lows.index(words[0], at)
            except ValueError:
                return -1
            if size == 1 or lows[at : at + size] == words:
                return at
            at += 1


def _closed(tokens: tuple[Token, ...]) -> int:
    """The number of tokens before the closing full stop, if there is one."""
    size = len(tokens)
    while size and tokens[size - 1].text in (".", "!", "?", "…", '"', "”"):
        size -= 1
    return size


@lru_cache(maxsize=200_000)
def _candidates(word: str, cased: bool) -> tuple[tuple[int, float], ...]:
    """The model's tags for a word with their conditional log probabilities, likeliest first."""
    found = model()._tag_word(word, cutoff=5, casesensitive=cased, conditional=True)
    return tuple((tag, float(chance)) for tag, chance in found[:4])


_BEAM = 7.0
"""Rows of tags this much less likely (natural logarithm) than the best so far are given up."""
_NOWHERE: dict[int, float] = {}


def _search(words: list[str]) -> list[str]:
    """The likeliest row of tags: HanTa's trigram search, over each word's own candidates only."""
    english = model()
    transitions: dict[tuple[int, int], dict[int, float]] = english.LP_trans_word
    row: dict[tuple[int, int], float] = {model_start(): 0.0}
    back: list[dict[tuple[int, int], tuple[int, int]]] = []
    for place, word in enumerate(words):
        options = _candidates(word, place > 0)
        best: dict[tuple[int, int], float] = {}
        came: dict[tuple[int, int], tuple[int, int]] = {}
        least = max(row.values()) - _BEAM
        for state, chance in row.items():
            if chance < least:
                continue
            following = transitions.get(state, _NOWHERE)
            last = state[1]
            for tag, own in options:
                total = chance + following.get(tag, -30.0) + own
                after = (last, tag)
                if total > best.get(after, -1e300):
                    best[after] = total
                    came[after] = state
        row = best
        back.append(came)
    state = max(row, key=lambda item: row[item])
    tags: list[int] = []
    for came in reversed(back):
        tags.append(state[1])
        state = came[state]
    names: dict[int, str] = english.int2tag
    return [names.get(tag, "UNC") for tag in reversed(tags)]


def model_start() -> tuple[int, int]:
    """The state before the first word."""
    from HanTa.HanoverTagger import EMPTY, START

    return (EMPTY, START)


def _penn(claws: str, text: str) -> str:
    """Our tag for one of the model's."""
    if claws in _TAGS:
        return _TAGS[claws]
    if claws[0] == "V" and claws[2:] in _VERBS:
        return _VERBS[claws[2:]]
    if claws.startswith("PU"):
        return "."
    return "P" if text[:1].isupper() else "N"


@lru_cache(maxsize=100_000)
def _own(text: str, within: bool) -> str | None:
    """The tag that the look of a word gives for certain, or None."""
    low = text.lower()
    if text in ("US", "IT"):
        return "P"
    if low in _FIXED:
        # "May" the month stands capitalised within a sentence
        return None if low in _MONTHS and text[0].isupper() and within else _FIXED[low]
    if low in ("'s", "’s") or text in ("'", "’"):
        return "POS"
    if not any(char.isalnum() for char in text):
        return {"(": "(", ")": ")", "[": "(", "]": ")"}.get(text, ".")
    if text[0].isdigit() or text[0] in "$€£":
        return "J" if low.endswith(("st", "nd", "rd", "th")) else "CD"
    inner = text[1:]
    if any(char.isupper() for char in inner) and not ("-" in text and text[0].islower()):
        return "J" if re.search(r"-(?:[a-z]+ed|[a-z]+en|based|like|driven)$", text) else "P"
    if any(char.isdigit() for char in inner) and text[0].isupper():
        return "P"
    if re.fullmatch(
        r"[^\W\d_]+-(?:\w+-)*(?:[a-z]+ed|driven|based|like|free|wide|specific|level|party|"
        r"quality|term|scale|source|time|class)",
        text,
    ):
        return "J"
    return None


@lru_cache(maxsize=20_000)
def tag(text: str, name_first: bool = False, common_first: bool = False) -> Sentence:
    """The sentence with its words tagged; the flags say that its first word is a name, or that it is none."""
    matches = [match for match in _TOKEN.finditer(text) if match.group().strip()]
    if not matches:
        return Sentence(text, (), ())
    words = [match.group() for match in matches]
    if max(map(len, words)) > LONGEST_WORD:
        return Sentence(text, (), ())  # no sentence to learn from, and hours of work for the model
    rough = [_penn(claws, word) for claws, word in zip(_search(words), words, strict=True)]
    tags = [_own(word, place > 0) or rough[place] for place, word in enumerate(words)]
    if tags[0] in ("P", "J", "N", "NS", "VBG", "VBN", "R") and not any(
        char.isupper() for char in words[0][1:]
    ):
        tags[0] = tags[0] if "-" in words[0] else first_tag(words, rough[0], name_first)
    if common_first and tags[0] == "P" and words[0][1:].islower():
        tags[0] = "N"
    repair(words, tags)
    tokens = tuple(
        Token(word, mark, match.start(), match.end())
        for word, mark, match in zip(words, tags, matches, strict=True)
    )
    return Sentence(text, tokens, tuple(word.lower() for word in words), _closed(tokens))
