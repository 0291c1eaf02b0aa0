"""Signs that a parse cannot be right: a clause that shows one is not told."""

from collections.abc import Callable

from curriculum.cards.inflect import can_be_verb
from curriculum.cards.parse.clause import Clause
from curriculum.cards.words import table

_OPEN = ("CC", "IN", "DT", "TO")
"""What no phrase ends with."""


def misread(clause: Clause) -> bool:
    """Whether the parse of a clause shows that it is wrong."""
    return any(sign(clause) for sign in _SIGNS)


def _disagrees(clause: Clause) -> bool:
    """Subject and verb differ in number: "the founders attracts"."""
    s, first = clause.sentence, clause.finite
    several = s.tag(clause.subject) == "NNS" and clause.subject not in s.names
    several = several or s.low(clause.subject) in ("they", "we", "these", "those")
    one = s.tag(first) == "VBZ" or s.low(first) in ("is", "was", "has", "does")
    if several and one:
        return not s.low(clause.subject).endswith("ics")
    single = s.tag(clause.subject) == "NN" and s.low(clause.subject) not in table("collective")
    joined = s.kids(clause.subject, "conj") or any(s.low(at) == "of" for at in s.kids(clause.subject, "prep"))
    return single and not joined and (s.tag(first) == "VBP" or s.low(first) in ("are", "were"))


def _no_verb(clause: Clause) -> bool:
    """The verb is none, or only the helper of the next word."""
    s = clause.sentence
    helper = clause.lemma == "have" and s.tag(clause.verb + 1) == "VBN"
    return helper or not (clause.is_be or can_be_verb(s.low(clause.verb)))


def _broken_subject(clause: Clause) -> bool:
    """The subject breaks off, is another noun's ("whose mills"), or a name taken for a noun ("Owner")."""
    s, said = clause.sentence, clause.subject_positions()
    if s.tag(said[-1]) in _OPEN or any(s.tag(at) == "WP$" for at in said) or s.kids(clause.subject, "case"):
        return True
    if s.tag(said[-1]) == "JJ" and s.low(said[-1] + 1) == ",":
        return True
    bare = said == [clause.subject] and said[0] not in s.names and s.tag(said[0]) in ("NN", "NNP")
    return bare and s.low(said[0]) in table("people")


def _half_a_row(clause: Clause) -> bool:
    """Subject or object are only a part of a row: "rye and hardy oats grow" read as "hardy oats grow"."""
    s, start, after = clause.sentence, clause.subject_positions()[0], (clause.tail() or [clause.verb])[-1] + 1
    before = start - 1 if clause.kind == "main" and start > 0 else -1
    if before > 0 and s.low(before) in ("and", "or"):
        return True
    if before >= 0 and s.tag(before)[:2] == "NN" and before not in clause.lead():
        return True
    odd = any(s.tag(at) == "VB" for at in s.kids(clause.verb, "conj")) and s.tag(clause.verb) in (
        "VBZ",
        "VBD",
    )
    if odd or s.kids(clause.verb, "dep"):
        return True
    return (
        s.low(after) in ("and", "or")
        and s.tokens[after].head in clause.tail()
        and s.tag(s.tokens[after].head)[:2] == "NN"
    )


def _words_between(clause: Clause) -> bool:
    """A word stands between subject and verb that belongs to neither and is no aside."""
    s = clause.sentence
    after = clause.subject_positions()[-1] + 1
    if (
        clause.kind not in ("main", "reported")
        or after >= clause.verb
        or not s.tokens[after].text[0].isalnum()
    ):
        return False
    known = {clause.verb, *clause.helpers, *clause.middle()}
    return after not in known and s.low(after) not in table("linking") and s.dep(after) != "neg"


def _broken_lead(clause: Clause) -> bool:
    """What stands before the subject breaks off: "by asking simple, personal questions lead to …"."""
    s, lead = clause.sentence, clause.lead()
    if not lead or s.low(lead[-1] + 1) != ",":
        return False
    return s.tag(lead[-1]) in _OPEN or (
        s.tag(lead[-1]) == "JJ" and s.dep(lead[-1]) in ("dobj", "amod", "oprd")
    )


def _broken_object(clause: Clause) -> bool:
    """An object without its noun: "offers a compelling, almost …"."""
    s = clause.sentence
    return any(
        s.tag(at) == "JJ" and s.low(s.core(at)[0]) in ("a", "an") for at in clause.parts("dobj", "attr")
    )


def _is_gerund(clause: Clause) -> bool:
    """ "The danger is moving too fast": nothing moves."""
    s = clause.sentence
    return (
        s.tag(clause.verb) == "VBG"
        and s.lemma(clause.finite) == "be"
        and (s.low(clause.subject) in table("shells") or s.dep(clause.subject) == "csubj")
    )


def _glued(clause: Clause) -> bool:
    """A heading runs into it, or what stands as its helper is none: "Looms The mill …", "seems geared"."""
    s, said = clause.sentence, clause.subject_positions()
    article = s.tag(said[0]) in ("DT", "PRP$") and s.tokens[said[0]].text[0].isupper()
    heading = said[0] > 0 and article and s.tokens[said[0] - 1].text[0].isalnum()
    return heading or any(s.low(at) in ("seems", "seem", "seemed") for at in clause.helpers)


def _in_pairs(clause: Clause) -> bool:
    """A row of pairs taken for a row of things: "honey for salt and wax for iron"."""
    s = clause.sentence
    links = [s.low(at) for verb in clause.chain for at in s.kids(verb, "prep")]
    if len(set(links)) < len(links) and any(s.low(at) == "and" for at in clause.tail()):
        return True
    for link in clause.inner("prep"):
        for thing in s.kids(link, "pobj"):
            others = (kid for other in s.kids(thing, "conj") for kid in s.kids(other, "prep"))
            if any(s.low(kid) == s.low(link) for kid in others):
                return True
    return False


_SIGNS: tuple[Callable[[Clause], bool], ...] = (
    _disagrees, _no_verb, _broken_subject, _half_a_row, _words_between, _broken_lead, _broken_object,
    _is_gerund, _in_pairs, _glued,
)  # fmt: skip
