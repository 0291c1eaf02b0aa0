"""The rules, one a file: each turns a statement into drafts, or stays silent.

A rule file has ``NAME``, ``TRUST`` (the share of its cards, in percent, that people kept) and
``draft(statement)``, and perhaps ``WORDS``, one of which must stand in the sentence. The order here breaks
ties between rules of equal trust.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from curriculum.cards.draft import Draft
from curriculum.cards.statement import Statement


class Rule(NamedTuple):
    """A rule and how far it is trusted."""

    name: str
    trust: int
    draft: Callable[[Statement], Iterator[Draft]]
    words: frozenset[str] = frozenset()
    """Words of which one must stand in the sentence, or the rule is silent; empty when it needs none."""
    clause: bool = False
    """Whether it is silent about a sentence that has no certain main clause, or that points back."""


_ORDER = (
    "table acronym definition meaning apposition doer participle modifier when number essential cleft "
    "preference contrast fromto notonly both kinds examples enumeration several means basis cause therefore "
    "purpose goal making planned practice method manner which aim identity act letting occasion result "
    "elaboration trend timing compared especially advice nominal role measure done object listed subject svo "
    "figure ending"
).split()


_OF_A_CLAUSE = frozenset(
    """doer number when notonly both kinds enumeration therefore purpose letting result elaboration timing
    basis object svo figure ending act aim identity making compared examples subject preference
    done""".split()
)


def rules() -> tuple[Rule, ...]:
    """Every rule, in a fixed order."""
    import importlib

    found = []
    for name in _ORDER:
        module = importlib.import_module(f"curriculum.cards.rules.{name}")
        words: frozenset[str] = getattr(module, "WORDS", frozenset())
        found.append(Rule(module.NAME, module.TRUST, module.draft, words, name in _OF_A_CLAUSE))
    return tuple(found)


def names() -> tuple[str, ...]:
    """The names of everything that writes cards, the rules first."""
    return (*_ORDER, "written", "quote", "recall")
