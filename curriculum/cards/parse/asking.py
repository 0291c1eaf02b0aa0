"""Questions made of a clause: the gap taken out, the verb turned, the rest as it stands."""

import re
from collections.abc import Collection, Iterable

from curriculum.cards.inflect import base, form
from curriculum.cards.parse.clause import Clause

_SPACES = re.compile(r"\s+")
_BE_HAVE_DO = frozenset("is are was were am has have had do does did".split())


def ask(
    clause: Clause, wh: str, gap: Collection[int] = (), *, lead: bool = True, undone: bool = False
) -> str:
    """A question for something behind the verb: "What does the mill grind for the town?"

    Args:
        clause: what is asked about.
        wh: how the question opens: "What", "How many loaves".
        gap: positions that are not said, since they are the answer (or stand in ``wh``).
        lead: whether what stands before the subject is said, too.
        undone: whether a "not" is left out, since what is denied is set against the answer.
    """
    s = clause.sentence
    helpers = clause.helping
    denial = ["not"] if not undone and any(clause.negated_at(at) for at in s.kids(clause.verb)) else []
    middle = s.say(at for at in clause.middle() if at not in gap)
    verb = s.tokens[clause.verb].text
    if helpers:
        first, rest = helpers[0], [*denial, *helpers[1:], middle, verb]
    elif clause.is_be:
        first, rest = s.low(clause.verb), [*denial, middle]
    else:
        first = "did" if clause.past else "does" if not clause.plural else "do"
        rest = [*denial, middle, base(verb)]
    opening = _lead(clause, gap) if lead else ""
    tail = s.say(at for at in clause.tail() if at not in gap)
    return question(opening, wh, first, clause.subject_text(), *rest, tail)


def ask_subject(clause: Clause, wh: str, gap: Collection[int] = (), *, plural: bool = False) -> str:
    """A question for the subject: "Who opened the mill in 1887?"; a "what" takes the verb in the singular."""
    s = clause.sentence
    finite = next((at for at in clause.helpers if not clause.negated_at(at)), clause.verb)
    words = []
    for at in sorted((*clause.helpers, *clause.middle(), clause.verb)):
        word = s.low(at) if at != clause.verb else s.tokens[at].text
        words.append(third_person(word) if at == finite and not plural else word)
    tail = s.say(at for at in clause.tail() if at not in gap)
    return question(_lead(clause, gap), wh, *words, tail)


def ask_active(clause: Clause, wh: str, gap: Collection[int]) -> str:
    """The question for the doer of a passive clause, in the active: "Who founded the mill in 1887?"."""
    s = clause.sentence
    helpers = [
        s.low(at) for at in clause.helpers if s.dep(at) == "aux" and s.low(at) not in ("has", "have", "had")
    ]
    lemma = base(s.low(clause.verb))
    past = form(lemma, "VBD") or s.low(clause.verb)
    now = form(lemma, "VBZ") or lemma
    was = any(s.low(at) in ("was", "were", "been") for at in clause.helpers)
    verb = f"{helpers[0]} {lemma}" if helpers else past if was else now
    tail = s.say(at for at in clause.tail() if at not in gap)
    return question(_lead(clause, gap), wh, s.say(clause.middle()), verb, clause.subject_text(), tail)


def third_person(verb: str) -> str:
    """A finite verb as it stands behind "what": "are" → "is", "grind" → "grinds"; a past stays."""
    low = verb.lower()
    fixed = {"are": "is", "am": "is", "were": "was", "have": "has", "do": "does"}
    if low in fixed:
        return fixed[low]
    if low in _BE_HAVE_DO or low in ("can", "could", "may", "might", "will", "would", "must", "should"):
        return low
    return (form(low, "VBZ") or low) if base(low) == low else low


def _lead(clause: Clause, gap: Collection[int]) -> str:
    said = clause.sentence.say(at for at in clause.lead() if at not in gap)
    return f"{said}," if said else ""


def question(*parts: str) -> str:
    """The parts as one question: single spaces, a capital, one question mark."""
    said = [part.strip() for part in parts if part.strip()]
    if len(said) > 1 and said[0].endswith(","):
        said[1] = said[1][:1].lower() + said[1][1:]
    text = _SPACES.sub(" ", " ".join(said))
    text = re.sub(r"\s+([,;:?.)%])", r"\1", text).rstrip(" .,;:?")
    return text[:1].upper() + text[1:] + "?"


def listed(members: Iterable[str]) -> str:
    """A row in words: "A, B and C"."""
    row = list(members)
    return " and ".join((", ".join(row[:-1]), row[-1])) if len(row) > 1 else "".join(row)
