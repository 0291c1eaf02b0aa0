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


WORDS = "amber birch cedar dune elm fjord grove heath iris jade kelp lagoon marsh nettle otter pine".split()
"""Words that give nothing of each other away."""


def of_episode(id: str, kinds: str = "goal goal why how compare apply object term") -> tuple[Study, ...]:
    """One piece of each kind on points of its own, none of which gives another away."""
    return tuple(
        study(
            f"{id}/p{number}",
            kind if kind in ("goal", "term") else "question",
            f"{WORDS[number]} {id}" if kind == "term" else f"What of {WORDS[number]} {id}{number}?",
            f"{WORDS[-number]}{id} {WORDS[-number]}{number}{id}",
            "" if kind in ("goal", "term") else kind,
        )
        for number, kind in enumerate(kinds.split(), start=1)
    )
