"""Goals of a week, each with a question that asks for what it promises."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from curriculum.cards.doing import agree, of_goal, of_question
from curriculum.cards.study import Study
from curriculum.guides.ask import Ask, ask_about, content
from curriculum.reading.tables import table

ANSWER = "Answer the question “{}”"
"""How a goal is said whose test asks for something else: what one can do by then is to answer that."""
_SAID_AS_ASKED = re.compile(
    r"(?:what|who) (?!(?:am|is|are|was|were|do|does|did|has|have|had|can)\b|\w+n['’]t\b)", re.I
)
"""How a question begins that says as it stands what is asked for: "What separates …", not "What does …"."""
_SAY = "Say"


class Goal(NamedTuple):
    """What the learner can do by the end of the week."""

    text: str
    test: str = ""
    """The question that tests it; "" for none."""
    point: str = ""
    """Id of the point it comes from; "" when it is the plan's own."""


class Aim(NamedTuple):
    """A goal and what tests it."""

    goal: Study
    test: Study
    """The goal itself, by its own question, or a question of the same point."""

    @property
    def agrees(self) -> bool:
        """Whether the question asks for what the goal promises."""
        return self.test is not self.goal or agree(self.goal.answer, self.goal.question)

    @property
    def rank(self) -> int:
        """The smaller, the better: more than remembering first, then what its test tests."""
        return 2 if not self.agrees else int(of_goal(self.goal.answer) == "name")

    @property
    def text(self) -> str:
        """The goal as it is printed: in the verb that its test asks for."""
        said = self.goal.answer
        if not self.agrees:
            return _to_answer(self.test.question)
        verb, _, rest = said.partition(" ")
        named = of_goal(said) == of_question(self.test.question) == "name"
        return f"{_SAY} {rest}" if named and verb.lower() in _explaining() else said

    @property
    def question(self) -> str:
        """The question that tests it; "" where the goal says that itself."""
        says_it = content(self.test.question) <= content(self.text)
        return self.test.question if self.agrees and not says_it else ""

    @property
    def ask(self) -> Ask:
        """The question as the self-test asks it."""
        return ask_about(self.test)._replace(kind="goal")


def aims(goals: Sequence[Study], questions: Sequence[Study]) -> Iterator[Aim]:
    """Each goal with its own question, or with one of the same point that asks for what it promises.

    Args:
        goals: of an episode.
        questions: its questions for a quiet half hour.
    """
    for goal in goals:
        if agree(goal.answer, goal.question):
            yield Aim(goal, goal)
        else:
            yield Aim(goal, next(filter(lambda one: _tests(one, goal), questions), goal))


def _to_answer(question: str) -> str:
    """To answer a question, as something that one can do: "Say what separates oak from elm."."""
    if _SAID_AS_ASKED.match(question) and question.count("?") == 1:
        return f"{_SAY} {question[0].lower()}{question[1:].replace('?', '.')}"
    return ANSWER.format(question)


def _tests(question: Study, goal: Study) -> bool:
    """Whether a question of the same point asks what a goal promises, and speaks of it with its answer."""
    promised, asked = of_goal(goal.answer), {question.kind, of_question(question.question)}
    wanted = {"why", "how"} if promised == "explain" else {promised}
    named = content(goal.answer.partition(" ")[2])
    spoken = named & content(f"{question.question} {question.answer}")
    return question.point == goal.point and bool(wanted & asked) and 2 * len(spoken) >= len(named)


@cache
def _explaining() -> frozenset[str]:
    return frozenset(table("doing")["goals"]["explain"].split())
