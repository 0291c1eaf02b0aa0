"""Each rule writes what its fixture file says, and is silent where the file says so."""

import re

import pytest
from rule_cases import Case, cases, library

from curriculum.cards.cast import cast
from curriculum.cards.checks import check
from curriculum.cards.context import context
from curriculum.cards.derive import derive
from curriculum.cards.doubt import Doubts
from curriculum.cards.draft import Draft
from curriculum.cards.names import known_names
from curriculum.cards.rules import rules
from curriculum.cards.statement import state
from curriculum.cards.tried import Tried

RULES = {rule.name: rule for rule in rules()}


def drafts(case: Case) -> list[Draft]:
    """What the rule of a case drafts from its notes, and every check lets pass."""
    made = library(*case.notes, label=case.label, sublabel=case.sublabel)
    names = known_names(made.episodes)
    episode = made.episodes[0]
    found: list[Draft] = []
    for whole in state(episode, cast(episode, names), names):
        for statement in (whole, *derive(whole)):
            for draft in RULES[case.rule].draft(statement):
                # the episode's topic stands above a front that names nothing
                line = context(draft, statement, Doubts(())) or made.episodes[0].title
                if not check(Tried(draft, line, statement.quote)) and draft not in found:
                    found.append(draft)
    return found


def shown(draft: Draft) -> str:
    """A draft as the fixture files write it."""
    kind = "[term] " if draft.kind == "term" else ""
    return f"{kind}{draft.text or draft.question} → {draft.answer}"


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.rule}: {case.title}")
def test_the_rule_writes_what_its_fixture_says(case: Case) -> None:
    assert tuple(shown(draft) for draft in drafts(case)) == case.cards


def test_every_rule_has_a_fixture_that_fires_and_one_that_is_silent() -> None:
    fires = {case.rule for case in cases() if case.cards}
    silent = {case.rule for case in cases() if not case.cards}
    assert fires == set(RULES)
    assert silent == set(RULES)


def test_every_rule_says_what_it_takes_and_makes() -> None:
    import importlib

    for name in RULES:
        module = importlib.import_module(f"curriculum.cards.rules.{name}")
        assert "Takes" in (module.__doc__ or ""), name
        assert "Makes" in (module.__doc__ or ""), name
        assert 50 <= module.TRUST <= 100, name


@pytest.mark.parametrize("case", [case for case in cases() if case.cards], ids=lambda case: case.title)
def test_a_rule_that_fires_finds_one_of_its_words(case: Case) -> None:
    words = RULES[case.rule].words
    said = {token.lower() for note in case.notes for token in re.findall(r"\w+", note)}
    assert not words or words & said


def test_a_rule_of_a_clause_is_silent_without_one() -> None:
    for case in cases():
        made = library(*case.notes, label=case.label, sublabel=case.sublabel)
        names = known_names(made.episodes)
        episode = made.episodes[0]
        for statement in state(episode, cast(episode, names), names):
            if statement.clause is None or statement.loose:
                for rule in RULES.values():
                    assert not rule.clause or not list(rule.draft(statement)), (rule.name, statement.quote)
