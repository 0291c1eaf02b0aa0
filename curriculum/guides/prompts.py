"""What is asked beside a point that no card asks: only what its own text can answer."""

import re

from curriculum.reading.episode import KeyPoint

PLAIN = "Say this point in your own words."
"""Asked when the text shows nothing more certain to ask for."""

_REASON = re.compile(r"\b(?:because|due to|so that|owing to)\b", re.IGNORECASE)
_FIGURE = re.compile(
    r"(?<![\w.-])\d[\d.,]*(?:\s?%|\s(?:percent|per cent|million|billion|thousand|hours|minutes|days|years"
    r"|people|dollars|kilometres|metres|degrees)\b)"
)
_TURN = re.compile(r",\s(?:but|although|whereas|while)\s|\bhowever\b", re.IGNORECASE)


def prompt(point: KeyPoint) -> str:
    """What to say of a point: its reason, its figure or its other side when the text has one."""
    text = " ".join(passage.text for passage in point.passages())
    if _REASON.search(text):
        return "Say this point and its reason."
    if _FIGURE.search(text):
        return "Say this point with its figure."
    if _TURN.search(text):
        return "Say both sides of this point."
    return PLAIN
