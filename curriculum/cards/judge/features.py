"""What the judge measures of a draft: numbers about its words, each with its meaning; none knows a rule."""

import re
from collections.abc import Callable, Mapping
from statistics import fmean
from typing import NamedTuple

from curriculum.cards.content import content
from curriculum.cards.inflect import base, can_be_noun
from curriculum.cards.judge.seen import Seen as Seen
from curriculum.cards.judge.seen import listed, numbers, plain, rare, share, shared, taste

ASKS = tuple(
    """number when who what why how list definition term acronym name contrast condition
    gap""".split()
)
"""What a draft may ask for (``Draft.asks``)."""
TRAITS = tuple("reported joined relative claimed negated passive past".split())
"""What a rule may state of the sentence (``Draft.traits``)."""


class Feature(NamedTuple):
    """One number about a draft."""

    name: str
    means: str
    sense: int
    """What more of it should do to a card: 1 for good, -1 for bad, 0 where nobody can say beforehand."""
    much: str
    """What to tell a learner when having much of it costs a card; "" when that explains nothing."""
    little: str
    """The same of having little of it."""
    of: Callable[[Seen], float]


def features(seen: Seen) -> Mapping[str, float]:
    """Every feature of a draft, by name."""
    return {feature.name: float(feature.of(seen)) for feature in FEATURES}


def _rare_here(seen: Seen, text: str) -> float:
    return 1 - min((seen.rarity(stem) for stem in sorted(content(text))), default=1.0)


def _elsewhere(seen: Seen) -> float:
    stems = sorted(content(seen.front))
    return fmean(seen.rarity(stem) for stem in stems) if stems else 1.0


def _light(seen: Seen) -> bool:
    return _asks_with(seen, "light")


def _asks_with(seen: Seen, verbs: str) -> bool:
    asked = seen.draft.kind == "question"
    return asked and any(base(word) in listed(verbs) for word in seen.front_words[2:])


def _clauses(text: str) -> int:
    return len(re.findall(r"[,;:–—]|\b(?:and|which|who|that|while|when|because|if)\b", text))


def _opens(seen: Seen, *words: str) -> bool:
    return seen.draft.answer.lower().split(" ")[0] in words


def _last(seen: Seen) -> str:
    return seen.answer_words[-1] if seen.answer_words else ""


def _is_vague(seen: Seen) -> bool:
    said = [word.lower() for word in seen.answer_words if word.lower() not in ("a", "an", "the")]
    return bool(said) and (said[0] in listed("vague") or (said[-1] in listed("heads") and len(said) <= 3))


def _is_quality(seen: Seen) -> bool:
    last = _last(seen)
    return last.islower() and last.isalpha() and not can_be_noun(last) and not last.endswith("ing")


def _is_near(seen: Seen) -> float:
    told = {stem[:5] for stem in content(seen.front)}
    stems = content(seen.draft.answer)
    return sum(stem[:5] in told for stem in stems) / len(stems) if stems else 0.0


def _used(seen: Seen) -> float:
    return shared(seen.quote, f"{seen.front} {seen.draft.answer}")


def _count(name: str, words: list[str]) -> int:
    return sum(word.lower() in listed(name) for word in words)


_MEASURED = (
    # the front
    Feature("front_names", "names on the front, three at most", 1,
            "its front has many names", "its front names nothing", lambda s: min(3, s.front_names)),
    Feature("front_numbers", "numbers on the front, two at most", 1,
            "its front has numbers", "", lambda s: min(2, numbers(s.front_words))),
    Feature("front_content", "telling words on the front, eight at most", 1,
            "its front says a lot", "its front says little", lambda s: min(8, len(content(s.front)))),
    Feature("front_long", "words of the front beyond fourteen", -1,
            "its front is long", "", lambda s: max(0, len(s.front_words) - 14)),
    Feature("front_rare", "how rare in English the front's rarest word is", 1,
            "", "nothing on its front is rare", lambda s: rare(s.front_words)),
    Feature("front_rare_here", "how rare among your episodes the front's rarest word is", 1,
            "", "its front would fit other episodes", lambda s: _rare_here(s, s.front)),
    Feature("front_elsewhere", "share of the episodes that have the front's words, on average", -1,
            "the words of its front stand everywhere", "", _elsewhere),
    Feature("front_broad", "share of the front's words that name a broad subject", -1,
            "its subject is broad", "", lambda s: share(s.front_words, "broad", "far")),
    Feature("front_empty", "share of the front's words that would fit anything", -1,
            "its front would fit anything", "",
            lambda s: share(s.front_words, "benefits", "filler", "platitudes")),
    Feature("front_familiar", "share of the front's words that everybody has heard a hundred times", -1,
            "its front asks of something everybody knows", "",
            lambda s: share(s.front_words, "familiar", "famous")),
    Feature("front_about", "share of the episode's title that the front repeats", 1,
            "its front repeats the title", "its front does not say what it is about",
            lambda s: shared(s.title, f"{s.front} {s.context}")),
    Feature("front_points", "words on the front that point elsewhere", -1,
            "its front points at something", "", lambda s: min(2, _count("pointing", s.front_words))),
    Feature("front_light", "whether it is asked with a verb that anything can do", -1,
            "it is asked with a verb that anything can do", "", _light),
    Feature("front_telling", "whether it asks what somebody tells, brings up or does in the talk", -1,
            "it asks what somebody brings up", "", lambda s: _asks_with(s, "telling")),
    Feature("front_plain", "how common in English the front's telling words are, on average", -1,
            "its front has plain words only", "", lambda s: plain(s.front_words)),
    Feature("front_person", "whether it asks who somebody is", -1,
            "it asks who somebody is", "", lambda s: s.front.startswith(("Who is ", "Who was "))),
    Feature("front_clauses", "commas and joints on the front, four at most", -1,
            "its front has many parts", "", lambda s: min(4, _clauses(s.front))),
    Feature("context_there", "whether a line stands above the front", 0,
            "its front needs a line above it", "", lambda s: bool(s.context)),
    Feature("front_taste", "how readers took to other cards with the front's words", 1,
            "", "readers seldom keep cards with such words on the front",
            lambda s: taste("front", s.front_words)),
    # the answer
    Feature("answer_names", "names in the answer, three at most", 1,
            "its answer has many names", "its answer names nothing", lambda s: min(3, s.answer_names)),
    Feature("answer_numbers", "numbers in the answer, two at most", 1,
            "its answer has numbers", "", lambda s: min(2, numbers(s.answer_words))),
    Feature("answer_single", "whether the answer is a single word", 0,
            "its answer is a single word", "", lambda s: len(s.answer_words) == 1),
    Feature("answer_long", "words of the answer beyond six", -1,
            "its answer is long", "", lambda s: max(0, len(s.answer_words) - 6)),
    Feature("answer_rare", "how rare in English the answer's rarest word is", 1,
            "", "nothing in its answer is rare", lambda s: rare(s.answer_words)),
    Feature("answer_plain", "how common in English the answer's telling words are, on average", -1,
            "its answer has plain words only", "", lambda s: plain(s.answer_words)),
    Feature("answer_rare_here", "how rare among your episodes the answer's rarest word is", 1,
            "", "its answer would fit other episodes", lambda s: _rare_here(s, s.draft.answer)),
    Feature("answer_empty", "share of the answer's words that would fit anything", -1,
            "its answer would fit anything", "",
            lambda s: share(s.answer_words, "benefits", "filler", "platitudes", "far")),
    Feature("answer_broad", "share of the answer's words that stand for almost anything", -1,
            "its answer is broad", "", lambda s: share(s.answer_words, "broad", "allpurpose")),
    Feature("answer_familiar", "share of the answer's words that everybody has heard a hundred times", -1,
            "its answer is something everybody knows", "",
            lambda s: share(s.answer_words, "familiar", "famous")),
    Feature("answer_vague", "whether the answer opens or ends with a word that names nothing certain", -1,
            "its answer is vague", "", _is_vague),
    Feature("answer_points", "words in the answer that point elsewhere", -1,
            "its answer points at something", "", lambda s: min(2, _count("pointing", s.answer_words))),
    Feature("answer_article", "whether the answer opens with “a” or “an”", 0,
            "its answer is one of many", "", lambda s: _opens(s, "a", "an")),
    Feature("answer_the", "whether the answer opens with “the”", 0,
            "its answer speaks of something known", "", lambda s: _opens(s, "the")),
    Feature("answer_act", "whether the answer opens with an act: “by …”, “to …”, “folding …”", 0,
            "its answer is an act", "",
            lambda s: _opens(s, "by", "to") or bool(re.match(r"[a-z]{2,}ing\b", s.draft.answer))),
    Feature("answer_quality", "whether the answer is a quality and no thing", -1,
            "its answer is a quality and no thing", "", _is_quality),
    Feature("answer_dangles", "whether the answer ends at a word that something must follow", -1,
            "its answer breaks off", "", lambda s: _last(s).lower() in listed("dangling")),
    Feature("answer_row", "commas and joints in the answer, four at most", -1,
            "its answer has many parts", "", lambda s: min(4, _clauses(s.draft.answer))),
    Feature("answer_told", "share of the answer that label, title or the line above tell", -1,
            "its answer could be guessed from what stands around it", "",
            lambda s: shared(s.draft.answer, f"{s.context} {s.label} {s.title}")),
    Feature("answer_near", "share of the answer's words that begin like one on the front", -1,
            "its front nearly says the answer", "", _is_near),
    Feature("answer_opens", "whether the sentence begins with the answer", 0,
            "its answer is what the sentence begins with", "", lambda s: s.answer_opens),
    Feature("answer_taste", "how readers took to other cards with the answer's words", 1,
            "", "readers seldom keep cards with such an answer", lambda s: taste("answer", s.answer_words)),
    # the sentence
    Feature("quote_long", "words of the sentence beyond twenty", 0,
            "its sentence is long", "", lambda s: max(0, len(s.quote_words) - 20)),
    Feature("quote_used", "share of the sentence that stands on the card", 1,
            "", "it leaves out much of its sentence", _used),
    Feature("quote_names", "names in the sentence, five at most", 1,
            "", "its sentence names nothing",
            lambda s: min(5, sum(word[0].isupper() for word in s.quote_words[1:]))),
    Feature("quote_numbers", "numbers in the sentence, two at most", 1,
            "", "its sentence has no number", lambda s: min(2, numbers(s.quote_words))),
    Feature("quote_plain", "how common in English the sentence's telling words are, on average", -1,
            "its sentence has plain words only", "", lambda s: plain(s.quote_words)),
    Feature("quote_empty", "share of the sentence's words that would fit anything", -1,
            "its sentence would fit anything", "",
            lambda s: share(s.quote_words, "benefits", "filler", "platitudes", "praise", "heads")),
    Feature("quote_telling", "whether the sentence tells that somebody says or brings up something", -1,
            "its sentence tells what is talked about", "",
            lambda s: any(base(w.lower()) in listed("telling") for w in s.quote_words)),
    Feature("quote_clauses", "commas and joints in the sentence, eight at most", -1,
            "its sentence has many parts", "", lambda s: min(8, _clauses(s.quote))),
    Feature("quote_taste", "how readers took to other cards of sentences with such words", 1,
            "", "readers seldom keep cards of such sentences", lambda s: taste("quote", s.quote_words)),
    Feature("praise", "words that praise, on the card, two at most", -1,
            "it praises more than it tells", "",
            lambda s: min(2, _count("praise", s.front_words + s.answer_words))),
    Feature("hedged", "words by which it only may be so, in the sentence, two at most", -1,
            "its sentence says what may be, not what is", "",
            lambda s: min(2, _count("hedges", s.quote_words))),
    Feature("limited", "limits in the sentence that the card leaves out", -1,
            "its sentence limits what the card says", "",
            lambda s: _count("limits", s.quote_words) > _count("limits", s.front_words + s.answer_words)),
    # the notes
    Feature("notes_written", "share of the lines of its notes that are sentences written out", 1,
            "", "its notes are jottings", lambda s: s.prose),
)  # fmt: skip

_TOLD = {
    "number": "a number", "when": "when", "who": "who", "what": "“what”", "why": "why", "how": "how",
    "list": "a list", "definition": "what something is",
    "term": "what a term means", "acronym": "what letters stand for", "name": "a name",
    "contrast": "a difference", "condition": "a condition", "gap": "to fill a gap",
}  # fmt: skip
_STATED = {
    "reported": "it is what somebody is said to have found",
    "joined": "it is taken from the second half of its sentence",
    "relative": "it is taken from a side clause",
    "claimed": "it is what somebody claims",
    "negated": "its sentence denies something",
    "passive": "its sentence does not say who acts",
    "past": "its sentence tells of the past",
}


def _asks(kind: str) -> Feature:
    told = f"it asks {_TOLD[kind]}"
    return Feature(f"asks_{kind}", f"whether {told}", 0, told, "", lambda seen: seen.draft.asks == kind)


def _has(trait: str) -> Feature:
    told = _STATED[trait]
    return Feature(f"is_{trait}", f"whether {told}", 0, told, "", lambda seen: trait in seen.draft.traits)


FEATURES: tuple[Feature, ...] = (*_MEASURED, *map(_asks, ASKS), *map(_has, TRAITS))
"""Every feature, in the order in which the table of weights has them."""
BY_NAME = {feature.name: feature for feature in FEATURES}
