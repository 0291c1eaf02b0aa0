"""Which points are set as a paragraph and not as a list."""

from curriculum.reading.episode import KeyPoint


def flows(point: KeyPoint) -> bool:
    """Whether all it says is one sub-point without a label: a list of one is no list."""
    subs = point.subpoints
    return len(subs) == 1 and not point.text and not subs[0].label and not subs[0].subpoints
