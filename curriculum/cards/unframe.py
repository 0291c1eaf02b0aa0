"""The frame around a fact ("The podcast discusses how …") taken off, the fact kept."""

import re
from typing import NamedTuple

_GENERIC = (
    r"(?:(?:The|This|Our)\s+(?:provided\s+|whole\s+)?(?:podcast|episode|discussion|conversation|interview|talk|"
    r"show|transcript|hosts?|speakers?|guests?|authors?|article|chapter|lecture|session|dialogue|summary)"
    r"(?:\s+(?:episode|transcript|itself))?)"
)
_PERSON = r"(?:(?:[A-Z][\w.'’-]*|de|van|von)(?:\s+(?:[A-Z][\w.'’-]*|de|van|von)){0,3})"
_VERBS = (
    r"(?:discuss(?:es|ed)?|highlights?|highlighted|explains?|explained|"
    r"emphasi[sz]e[sd]?|touch(?:es|ed)? (?:up)?on|"
    r"delve[sd]? into|explore[sd]?|describe[sd]?|cover(?:s|ed)?|"
    r"address(?:es|ed)?|examine[sd]?|outline[sd]?|"
    r"provide[sd]? (?:valuable |useful |deep )?insights? (?:into|on)|note[sd]?|"
    r"stress(?:es|ed)?|underscore[sd]?|"
    r"mention(?:s|ed)?|argue[sd]?|point(?:s|ed)? out|"
    r"share[sd]?|analy[sz]e[sd]?|report(?:s|ed)?|reveal(?:s|ed)?|"
    r"say|says|said|state[sd]?|claim(?:s|ed)?|"
    r"believe[sd]?|suggest(?:s|ed)?|warn(?:s|ed)?|observe[sd]?|recall(?:s|ed)?|include[sd]?|"
    r"concludes? with (?:a discussion (?:on|of)|a look at))"
)
_ACTIVE = re.compile(
    rf"^(?P<who>{_GENERIC}|He|She|They|{_PERSON})\s+(?:also\s+|then\s+|further\s+)?"
    rf"(?P<verb>{_VERBS})\s+(?P<what>.+)$"
)
_PASSIVE = re.compile(
    r"^(?P<what>The (?:importance|role|need|potential|challenges?|complexit(?:y|ies)|"
    r"impact|use|benefits?|quality|future)\b.+?)\s+"
    r"(?:is|are|was|were) (?:also )?(?:highlighted|discussed|emphasi[sz]ed|explored|stressed|"
    r"underscored|mentioned|examined|described|covered)\b(?:, .*|\s.*)?\.?$"
)
_KNOWING = re.compile(
    r"^(?:Understanding|Recogni[sz]ing|Reali[sz]ing|Knowing|Remembering) that (?P<fact>.+)$"
)
_FACT = re.compile(r"^(?:that|how)\s+(?P<fact>.+)$")
_OPINION = re.compile(
    r"^(?:emphasi|stress|argue|claim|believe|suggest|warn|note|say|said|state|report|reveal|underscore|observe|recall)"
)


class Unframed(NamedTuple):
    """A sentence without its frame."""

    text: str
    """The fact, starting with a capital, ending as the sentence ends."""
    speaker: str = ""
    """The person the notes give the words to; "" when it is the podcast itself."""
    how: bool = False
    """Whether the frame was "… how X": X may be an indirect question, not yet a fact."""
    framed: bool = False


def unframe(sentence: str) -> Unframed:
    """The sentence with a reporting frame removed, or as it is.

    "The podcast notes that X does Y." → "X does Y."; "The episode highlights the role of X." →
    "The role of X."; a person's words keep their speaker: what someone claims is not yet a fact.
    """
    known = _KNOWING.match(sentence)
    if known:
        fact = known["fact"]
        return Unframed(fact[:1].upper() + fact[1:], framed=True)
    passive = _PASSIVE.match(sentence)
    if passive:
        return Unframed(passive["what"] + ".", framed=True)
    active = _ACTIVE.match(sentence)
    if not active:
        return Unframed(sentence)
    generic = re.match(_GENERIC + r"$", active["who"]) is not None
    what = active["what"]
    fact = _FACT.match(what)
    if not fact and not (generic or _nominal(what)):
        return Unframed(sentence)
    speaker = "" if generic or not _OPINION.match(active["verb"]) else active["who"]
    body = fact["fact"] if fact else what
    return Unframed(body[:1].upper() + body[1:], speaker, what.startswith("how "), True)


_NOMINAL = re.compile(
    r"^(?:the |its |their |a |an )?(?:\w+ )?(?:importance|role|need|potential|challenges?|complexit(?:y|ies)|"
    r"concepts?|process|use|single|difference|distinction|benefits?|risks?|basic)\b",
    re.IGNORECASE,
)


def _nominal(what: str) -> bool:
    """Whether a person's frame holds a subject-matter noun ("the role of …"), not an act of theirs."""
    return _NOMINAL.match(what) is not None or bool(re.match(r"^the (?:[A-Z]\w+ )+\([A-Z]+\)", what))


def tells(verb: str) -> bool:
    """Whether a verb only says that something is told: what follows it is the fact."""
    return re.fullmatch(_VERBS, verb) is not None
