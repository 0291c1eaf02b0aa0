"""The map of a week: things, what each episode says of them, and words left out."""

from typing import NamedTuple


class Edge(NamedTuple):
    """What an episode says of a thing."""

    place: int
    """1-based place of the episode in the week."""
    point: str
    """Id of the point that says it."""
    about: str
    """What the claim is about; for a point without a claim its label."""
    says: str = ""
    """The claim, with ``BLANK`` where a word was taken out; for a point without one the sentence of the notes
    that speaks of the thing."""
    claimed: bool = True
    """Whether it is a claim."""
    letter: str = ""
    """Of the blank in it; "" for none."""


class Node(NamedTuple):
    """A thing that two or more episodes speak of."""

    thing: str
    edges: tuple[Edge, ...]

    @property
    def compared(self) -> bool:
        """Whether what is alike and what differs is to be written: no claim of it does."""
        return not any(edge.claimed for edge in self.edges)


class Blank(NamedTuple):
    """A word that was taken out of the map."""

    letter: str
    answer: str
    point: str
    """Id of the point that has it."""
