"""What is so in a case that a sentence opens with: "If A, B" → "What happens if A?"."""

from collections.abc import Iterator

from curriculum.cards.parse.asking import question
from curriculum.cards.parse.sentence import Sentence
from curriculum.cards.pattern import Found, Pattern, Told

_MODALS = ("would", "could", "might")


def _happens(told: Told) -> Iterator[Found]:
    s = told.sentence
    for root in s.roots:
        for at in s.kids(root, "advcl"):
            case = s.core(at)
            if _is_case(s, root, at) and len(case) >= 4:
                then = [here for here in s.core(root, without=(at,)) if here > max(case)]
                aux = [s.low(kid) for kid in s.kids(root, "aux")]
                modal = next((word for word in aux if word in _MODALS), "")
                past = s.tag(root) == "VBD" or any(
                    s.tag(kid) == "VBD" for kid in s.kids(root, "aux", "auxpass")
                )
                happens = "happen" if modal else "happened" if past else "happens"
                if then and not (modal and "have" in aux):
                    yield Found(question("What", modal, happens, s.say(case)), then)


def _is_case(s: Sentence, root: int, at: int) -> bool:
    """Whether a sentence opens with this clause, and nothing else stands before what follows from it."""
    whose, own = s.kid(at, "nsubj", "nsubjpass"), s.kid(root, "nsubj", "nsubjpass")
    if s.low(min(s.under(at))) not in ("if", "when", "once", "unless") or whose is None or own is None:
        return False
    known = s.low(whose) in ("you", "someone", "somebody", "people") or s.tag(whose)[:2] == "NN"
    before = [kid for kid in s.kids(root) if kid < own and kid != at and s.dep(kid) != "punct"]
    return at < own and known and not before and s.tag(root)[:2] == "VB"


PATTERN = Pattern(
    "case",
    "condition",
    sentence=_happens,
    fires=(
        ("If rye is damp, the dough sticks.", "What happens if rye is damp? → the dough sticks"),
        ("When rye ran out, bakers left.", "What happened when rye ran out? → bakers left"),
    ),
    silent=("The dough sticks if rye is damp.", "If it is damp, the dough sticks."),
)
