"""``curriculum cards --learn``, as a person types it."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from curriculum.cards import write
from curriculum.cards.card import Card, CardSource
from curriculum.cards.decision import Decision, apply
from curriculum.cards.judge import learning, weights
from curriculum.cli import group
from curriculum.problems import CurriculumError
from curriculum.reading.library import Library
from curriculum.reading.read import read
from curriculum.shipping.decisions import FILE

COUNT = 24
CRAFTS = "Bakers Weavers Potters Masons Tanners Smiths".split()


def made(
    library: Library,
    decided: Mapping[str, Decision] | None = None,
    proposals: object = (),
    judge: object = None,
    crew: object = None,
) -> tuple[Card, ...]:
    """A card by rule of each point, in place of the real rules."""
    cards = [
        Card(
            key=f"{point.id}/any/a-hinge",
            guid="any",
            kind="question",
            rule="any",
            asks="what",
            traits=("passive",),
            question=f"What do {CRAFTS[point.number % 6].lower()} of Graz{point.number} mend every hour?",
            answer="a hinge",
            quote=point.text,
            credit="",
            source=CardSource(path="crafts.md", line=point.line, episode=episode.id, point=point.id),
            verdict="ship",
        )
        for episode in library.episodes
        for point in episode.points
    ]
    return apply(cards, decided or {})


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(write, "write", made)
    lines = [
        f"{at}. **Craft {at}**: {CRAFTS[at % 6]} of Graz{at} mend a hinge every hour."
        for at in range(1, COUNT + 1)
    ]
    (tmp_path / "crafts.md").write_text("# Crafts of Graz\n\nKey points:\n\n" + "\n".join(lines), "utf-8")
    return tmp_path


def learn(folder: Path, *options: str) -> Result:
    result = CliRunner().invoke(group, ["cards", str(folder), "--learn", *options])
    assert result.exception is None or isinstance(result.exception, SystemExit | CurriculumError)
    return result


def decide(folder: Path, *said: str) -> None:
    found = [card.key for card in made(read([folder]))]
    assert len(found) >= len(said)
    entries = (f'["{key}"]\n{line}\n' for key, line in zip(found, said, strict=False))
    (folder / FILE).write_text("\n".join(entries), "utf-8")


def test_a_learner_who_drops_everything_gets_a_stricter_judge(folder: Path) -> None:
    decide(folder, *['verdict = "drop"'] * COUNT)
    result = learn(folder)
    assert result.exit_code == 0, result.output
    first, second = result.stdout.splitlines()
    assert first.startswith(f"Learnt from {COUNT} decisions; ")
    assert "deleting that file undoes it" in first
    assert second.startswith("You are more strict than our readers")
    table = tomllib.loads((folder / weights.FILE).read_text("utf-8"))
    assert table["bias"] < -0.3
    assert weights.read(folder / weights.FILE).bias < weights.ours().bias


def test_learning_again_starts_from_our_judge_and_gives_the_same(folder: Path) -> None:
    decide(folder, *['verdict = "drop"'] * COUNT)
    learn(folder)
    once = (folder / weights.FILE).read_bytes()
    (folder / weights.FILE).write_text("bias = broken", "utf-8")
    assert learn(folder).exit_code == 0
    assert (folder / weights.FILE).read_bytes() == once


def test_a_new_wording_counts_less_than_a_card_kept_as_it_is(folder: Path) -> None:
    bias = []
    for line in ('verdict = "keep"', 'verdict = "keep"\nquestion = "Why?"', 'verdict = "drop"'):
        decide(folder, *[line] * COUNT)
        assert learn(folder).exit_code == 0
        bias.append(weights.read(folder / weights.FILE).bias)
    assert bias == sorted(bias, reverse=True)
    assert len(set(bias)) == 3


def test_too_few_decisions_are_said_and_nothing_is_written(folder: Path) -> None:
    decide(folder, *['verdict = "drop"'] * (learning.LEAST - 1))
    result = learn(folder)
    assert isinstance(result.exception, CurriculumError)
    (problem,) = result.exception.problems
    assert "it takes 20 decisions" in problem.message
    assert problem.message.endswith("and you made 19.")
    assert f"curriculum cards {folder} --review" in problem.remedy
    assert not (folder / weights.FILE).exists()


def test_decisions_on_cards_that_no_rule_wrote_teach_nothing(folder: Path) -> None:
    decide(folder, *['verdict = "drop"'] * (learning.LEAST - 1))
    own = "\n".join(f'["crafts-of-graz/elsewhere-{at}"]\nverdict = "keep"\n' for at in range(9))
    path = folder / FILE
    path.write_text(f"{path.read_text('utf-8')}\n{own}", "utf-8")
    assert isinstance(learn(folder).exception, CurriculumError)


@pytest.mark.parametrize("option", ["--review", "--json", "--csv", "--held", "--study"])
def test_learning_goes_with_no_other_option(folder: Path, option: str) -> None:
    assert learn(folder, option).exit_code == 2
