"""Study material for the tests of the guides, made by hand."""

from curriculum.cards.study import Study


def study(point: str, what: str, question: str, answer: str, kind: str = "", **more: str) -> Study:
    """A piece of study material of a point (``<episode>/<name>``)."""
    return Study.model_validate(
        {
            "key": more.get("key", f"{point}/{what}/{question}"),
            "what": what,
            "kind": kind,
            "question": question,
            "answer": answer,
            "quote": more.get("quote", f"{answer}."),
            "path": "a.md",
            "line": 1,
            "episode": point.partition("/")[0],
            "point": point,
            "verdict": more.get("verdict", "ship"),
        }
    )


def _study(episode: str, number: int, **fields: str) -> Study:
    point = f"{episode}/point-{number}"
    return study(point, fields["what"], fields["question"], fields["answer"], fields.get("kind", ""))


def goal(episode: str, number: int, text: str, test: str = "Why?") -> Study:
    """A goal of a point, with the question that tests it."""
    return _study(episode, number, what="goal", question=test, answer=text)


def question(episode: str, number: int, kind: str, text: str, answer: str = "So.") -> Study:
    """A question on a point: why, how, compare, apply or object."""
    return _study(episode, number, what="question", kind=kind, question=text, answer=answer)


def claim(episode: str, number: int, thing: str, text: str) -> Study:
    """What a point claims of a thing."""
    return _study(episode, number, what="claim", question=thing, answer=text)


def term(episode: str, number: int, name: str, meaning: str) -> Study:
    """A term that a point explains."""
    return _study(episode, number, what="term", question=name, answer=meaning)


WORDS = "amber birch cedar dune elm fjord grove heath iris jade kelp lagoon marsh nettle otter pine".split()
"""Words that give nothing of each other away."""


def of_episode(id: str, kinds: str = "goal goal why how compare apply object term") -> tuple[Study, ...]:
    """One piece of each kind on points of its own, none of which gives another away."""
    return tuple(
        study(
            f"{id}/p{number}",
            kind if kind in ("goal", "term") else "question",
            f"{WORDS[number]} {id}" if kind == "term" else f"What of {WORDS[number]} {id}{number}?",
            f"{'State ' * (kind == 'goal')}{WORDS[-number]}{id} {WORDS[-number]}{number}{id}",
            "" if kind in ("goal", "term") else kind,
        )
        for number, kind in enumerate(kinds.split(), start=1)
    )
