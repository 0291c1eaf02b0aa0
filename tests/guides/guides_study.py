"""Study material made by hand."""

from curriculum.cards.study import Study


def _study(episode: str, number: int, **fields: str) -> Study:
    point = f"{episode}/point-{number}"
    what, kind = fields["what"], fields.get("kind", "")
    return Study(
        key=f"{point}/{what}/{fields['question']}",
        what=what,  # type: ignore[arg-type]
        kind=kind,
        question=fields["question"],
        answer=fields["answer"],
        quote=fields["answer"],
        path="a.md",
        line=number,
        episode=episode,
        point=point,
        verdict="ship",
    )


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
