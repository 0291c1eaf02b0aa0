"""What stands under an episode's title: what its introduction says of the subject, in two lines at most."""

import re
from collections.abc import Collection
from functools import cache

from curriculum.cards.sentence import split
from curriculum.cards.unframe import unframe
from curriculum.guides.measure import lines
from curriculum.reading.tables import table
from curriculum.reading.words import stems

MOST = 2
"""Lines, at most."""


@cache
def _rule(name: str) -> re.Pattern[str]:
    """An expression of ``data/standfirst.toml``, alternatives joined."""
    said = table("standfirst")[name]
    return re.compile(said if isinstance(said, str) else "|".join(said), re.IGNORECASE)


def standfirst(introduction: str, title: str, doubtful: Collection[str], measure: float) -> str:
    """The first sentences of an introduction that fit; "" when the first one does not, or none is left.

    A sentence about the recording loses its frame ("The discussion centers on …") or, where no subject is
    left, goes; so does one that points back at it.

    Args:
        introduction: paragraphs, separated by blank lines.
        title: of the episode.
        doubtful: names that the notes spell in more than one way: no sentence with one of them is printed.
        measure: width of a line, in ems.
    """
    kept = ""
    lost = False
    for sentence in _sentences(introduction):
        text, whole = _subject(sentence, title)
        if not text or any(name in text for name in doubtful) or (lost and _rule("back").match(text)):
            lost = True
            continue
        if kept and not whole:
            break
        longer = f"{kept} {text}".strip()
        if lines(longer, measure, bold=False) > MOST:
            break
        kept, lost = longer, False
        if not whole:
            break
    return kept[:1].upper() + kept[1:]


def _sentences(introduction: str) -> list[str]:
    """The whole sentences of its paragraphs of prose; list items and fragments are none."""
    found = []
    for paragraph in introduction.split("\n\n"):
        text = _rule("labels").sub("", " ".join(paragraph.split()), count=1)
        if not text.startswith(("- ", "* ", "– ")):
            spans = (text[span.start : span.end] for span in split(text))
            found += [one for one in spans if one.rstrip("”\"’')").endswith((".", "!", "?"))]
    return found


def _subject(sentence: str, title: str) -> tuple[str, bool]:
    """The sentence without its frame, "" when no subject is left; whether it is a whole sentence still."""
    if frame := _rule("frames").match(sentence):
        rest = sentence[frame.end() :]
        text, whole = rest[:1].upper() + rest[1:], False
    else:
        found = unframe(sentence)
        whole = not found.framed or bool(found.speaker)
        text = sentence if whole else found.text
    if _rule("about").search(text):
        return "", False
    return (text, whole) if whole or _telling(text, title) else ("", False)


def _telling(subject: str, title: str) -> bool:
    """Whether a subject has a name or two words of the title: one without would fit a hundred episodes."""
    names = [word for word in subject.split()[1:] if word[:1].isupper() and len(word.strip(",.;:")) > 2]
    return bool(names) or len(set(stems(subject)) & set(stems(title))) > 1
