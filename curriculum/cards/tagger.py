"""Words of a sentence with their parts of speech, by HanTa's English model and our own search.

The tags are the Penn treebank's, so far as the rules need them: N NS P (name) J D D$ R RP IN TO CC
S (subordinator) W (relative or question word) Q (pronoun) EX CD M (modal) X (not) POS, the verb
forms VB VBP VBZ VBD VBG VBN, "(" ")" and "." for other marks.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple

from curriculum.cards.inflect import base, can_be_base_verb, can_be_verb, in_dictionary

_TOKEN = re.compile(
    r"(?:\w\.){2,}"  # U.S.
    r"|(?:e\.g|i\.e|etc|vs|Ph\.D|Dr|Mr|Mrs|Ms|Prof|St)\."
    r"|[$€£]?\d+(?:[.,:]\d+)*(?:%|(?:st|nd|rd|th)\b)?"
    r"|['’]s\b|(?<=s)['’](?=\s)"
    r"|[^\W_]+(?:[-.&/+][^\W_]+|['’](?!s\b)[^\W_]+)*[+#]*"
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
    "about": "IN", "like": None, "as": None,
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


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text with its tokens; positions in the methods count tokens, ends exclusive."""

    text: str
    tokens: tuple[Token, ...]

    def words(self, start: int, end: int) -> str:
        """The text from token ``start`` to before token ``end``."""
        if start >= end:
            return ""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end]

    def tag(self, at: int) -> str:
        """The tag at ``at``; "" beyond either end."""
        return self.tokens[at].tag if 0 <= at < len(self.tokens) else ""

    def low(self, at: int) -> str:
        """The lower-case word at ``at``; "" beyond either end."""
        return self.tokens[at].low if 0 <= at < len(self.tokens) else ""

    def find(self, *words: str, start: int = 0) -> int:
        """The first place from ``start`` where the words stand in a row; −1 when nowhere."""
        size = len(words)
        for at in range(start, len(self.tokens) - size + 1):
            if all(self.tokens[at + step].low == word for step, word in enumerate(words)):
                return at
        return -1

    @property
    def end(self) -> int:
        """The number of tokens before the closing full stop, if there is one."""
        size = len(self.tokens)
        return size - 1 if size and self.tokens[-1].text in (".", "!", "?", "…") else size


@cache
def _model() -> Any:
    from HanTa.HanoverTagger import HanoverTagger  # late: 0.3 s

    return HanoverTagger("morphmodel_en.pgz")


@lru_cache(maxsize=200_000)
def _candidates(word: str, cased: bool) -> tuple[tuple[int, float], ...]:
    """The model's tags for a word with their conditional log probabilities, likeliest first."""
    found = _model()._tag_word(word, cutoff=5, casesensitive=cased, conditional=True)
    return tuple((tag, float(chance)) for tag, chance in found[:6])


def _search(words: list[str]) -> list[str]:
    """The likeliest row of tags: HanTa's trigram search, over each word's own candidates only."""
    model = _model()
    transitions: dict[tuple[int, int], dict[int, float]] = model.LP_trans_word
    row: dict[tuple[int, int], float] = {model_start(): 0.0}
    back: list[dict[tuple[int, int], tuple[int, int]]] = []
    for place, word in enumerate(words):
        options = _candidates(word, place > 0)
        best: dict[tuple[int, int], float] = {}
        came: dict[tuple[int, int], tuple[int, int]] = {}
        kept = sorted(row.items(), key=lambda item: -item[1])[:6]
        for state, chance in kept:
            following = transitions.get(state, {})
            for tag, own in options:
                total = chance + following.get(tag, -30.0) + own
                after = (state[1], tag)
                if after not in best or total > best[after]:
                    best[after] = total
                    came[after] = state
        row = best
        back.append(came)
    state = max(row, key=lambda item: row[item])
    tags: list[int] = []
    for came in reversed(back):
        tags.append(state[1])
        state = came[state]
    names: dict[int, str] = model.int2tag
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


def _own(text: str, place: int) -> str | None:
    """The tag that the look of a word gives for certain, or None."""
    low = text.lower()
    if low in _FIXED:
        # "May" the month stands capitalised within a sentence
        return None if low in _MONTHS and text[0].isupper() and place else _FIXED[low]
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
def tag(text: str, name_first: bool = False) -> Sentence:
    """The sentence with its words tagged; ``name_first`` says that the first word is a name."""
    matches = [match for match in _TOKEN.finditer(text) if match.group().strip()]
    if not matches:
        return Sentence(text, ())
    words = [match.group() for match in matches]
    rough = [_penn(claws, word) for claws, word in zip(_search(words), words, strict=True)]
    tags = [_own(word, place) or rough[place] for place, word in enumerate(words)]
    if tags[0] in ("P", "J", "N", "NS", "VBG", "VBN") and not any(char.isupper() for char in words[0][1:]):
        # a capital at the start says nothing; the caller or a name right after it does
        if name_first:
            tags[0] = "P"
        elif tags[0] == "P":
            follows = len(words) > 1 and words[1][0].isupper()
            tags[0] = (
                "P"
                if rough[0] == "P" and (follows or not in_dictionary(words[0]))
                else rough[0]
                if rough[0] != "P"
                else "N"
            )
    _repair(words, tags)
    return Sentence(
        text,
        tuple(
            Token(word, mark, match.start(), match.end())
            for word, mark, match in zip(words, tags, matches, strict=True)
        ),
    )


_LISTING = frozenset("importance need emphasis discussion use value encouragement".split())
_SAME_PAST = frozenset(
    "put set cut read let hit cost shut hurt spread split cast beat bet burst quit rid".split()
)
_NOMINAL = ("N", "NS", "P")
_STARTS_PHRASE = ("D", "D$", "J", "N", "NS", "P", "CD", "IN", "R", "TO", "Q", "VBG")
_FINITE = ("VBZ", "VBP", "VBD", "M")


def _repair(words: list[str], tags: list[str]) -> None:
    """Put right, in place, what the model gets wrong in notes of this kind."""
    size = len(words)

    def at(place: int) -> str:
        return tags[place] if 0 <= place < size else ""

    for place, word in enumerate(words):
        low = word.lower()
        if (
            tags[place] == "J"
            and "-" not in word
            and word[0].isupper()
            and place
            and words[place - 1] not in '"“.:'
        ):
            # a capital within the sentence: part of a name when a name stands beside it
            if (
                at(place + 1) == "P"
                or at(place - 1) == "P"
                or (place + 1 < size and words[place + 1][0].isupper())
            ):
                tags[place] = "P"
        elif (
            tags[place] in ("N", "NS", "VBG", "VBD")
            and word[0].isupper()
            and place
            and words[place - 1] not in '"“.:'
        ):
            tags[place] = "P"
        if low == "to":
            following = words[place + 1].lower() if place + 1 < size else ""
            verb = can_be_base_verb(following) and at(place + 1) not in ("D", "D$", "CD", "IN", "Q")
            if at(place + 1) == "R":
                later = words[place + 2].lower() if place + 2 < size else ""
                verb = can_be_base_verb(later) and at(place + 2) not in ("J", "IN")
                if verb:
                    tags[place + 2] = "VB"
            elif verb and at(place + 1) in ("N", "J", "P", "NS"):
                # "to craft a …" is a verb, "to design" after "from" and "to data science" are not
                verb = at(place + 2) in ("D", "D$", "Q") or (
                    at(place + 2) in ("J", "P", "NS") and "from" not in [w.lower() for w in words[:place]]
                )
            tags[place] = "TO" if verb else "IN"
            if verb and at(place + 1) in ("N", "J", "P", "VBP", "NS"):
                tags[place + 1] = "VB"
        elif low == "as":
            tags[place] = "IN"
        elif low == "like":
            tags[place] = "IN" if at(place - 1) in (*_NOMINAL, ".", ")") else tags[place]
        elif (low == "that" and tags[place] != "D") or (low == "that" and at(place - 1) in ("N", "NS")):
            tags[place] = "W"
        elif low == "than":
            tags[place] = "S"
        if (
            tags[place] == "VBD"
            and at(place - 1) == "CC"
            and at(place + 1) in ("N", "NS")
            and low.endswith("ed")
            and at(place - 2) in ("N", "NS", "P", "J")
        ):
            tags[place] = "J"  # "RPA and codified workloads"
        if tags[place] == "VBD" and at(place - 1) == "NS" and low not in _SAME_PAST and can_be_base_verb(low):
            tags[place] = "VBP"
        if (
            tags[place] == "VBD"
            and at(place - 1) == "."
            and at(place + 1) == "IN"
            and words[place + 1].lower() == "by"
        ):
            tags[place] = "VBN"
    _find_verb(words, tags)


def _find_verb(words: list[str], tags: list[str]) -> None:
    """Give the sentence its finite verb where the model saw a plural noun or a participle."""
    for place, word in enumerate(words):
        low = word.lower()
        if (
            tags[place] in ("NS", "N")
            and low.endswith("s")
            and place
            and words[place - 1].lower()
            in ("it", "he", "she", "which", "that", "who", "also", "often", "now")
            and can_be_verb(low)
        ):
            tags[place] = "VBZ"
    listing = words[0].lower() in _LISTING or (
        len(words) > 1 and words[0].lower() == "the" and words[1].lower() in _LISTING
    )
    for place in range(1, len(words) - 1):
        low, after = words[place].lower(), words[place + 1].lower()
        if tags[place] == "VBZ" and (
            after == "such" or (listing and tags[place - 1] == "N" and after == "to")
        ):
            tags[place] = "NS"  # "AI features such as …", "processing steps to …"
        named = tags[place - 1] == "CD" and place > 1 and tags[place - 2] == "P"
        verbal = tags[place] == "NS" and can_be_verb(low) and base(low) != low
        if named and verbal and tags[place + 1] in _STARTS_PHRASE:
            tags[place] = "VBZ"  # "SB 1047 aims to …"
    if any(mark in _FINITE for mark in tags):
        return
    for place in range(1, len(words) - 1):
        low = words[place].lower()
        before, after = tags[place - 1], tags[place + 1]
        verbal = tags[place] == "NS" and can_be_verb(low) and base(low) != low
        if verbal and before in ("N", "P", "VBG", "R", ")") and after in _STARTS_PHRASE:
            tags[place] = "VBZ"
            return
        if (
            tags[place] == "VBN"
            and before in ("P", "Q")
            and after in ("D", "D$", "N", "NS", "P", "J", "CD", "W")
        ):
            tags[place] = "VBD"
            return
