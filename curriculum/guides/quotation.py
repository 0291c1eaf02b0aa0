"""Quotations with one kind of quotation mark, whatever the notes set them in."""

import re

from curriculum.reading.episode import Episode, Quote

SENTENCE = 20
"""Letters of a quote that may be the beginning of a longer one."""
_OPEN, _CLOSE = '“„«"', '”“»"'
_INNER = re.compile(r'[“„«]\s?([^“”„«»"]*?)\s?[”“»]|"([^“”„«»"]*)"')


def quoted(text: str) -> str:
    """The words between “ and ”, their own outer marks taken off, marks inside made single ones."""
    text = text.strip()
    while len(text) > 1 and _wrapped(text):
        text = text[1:-1].strip()
    text = _lone(text)
    inner = _INNER.sub(r"‘\1\2’", text)
    return f"“{inner}”"


def once(episode: Episode) -> tuple[Quote, ...]:
    """The quotes of an episode, each once: beside the first point that it backs, else where it first stands.

    One that is the beginning of another is the same; the longer is printed, with the names that each is told
    of. A point of which the notes say nothing else keeps its quote.
    """
    bare = {
        point.id for point in (*episode.points, *episode.takeaways) if not point.text and not point.subpoints
    }
    kept: dict[int, Quote] = {}
    for place, quote in sorted(enumerate(episode.quotes), key=lambda found: not found[1].point):
        same = next((at for at, one in kept.items() if _same(_said(one), _said(quote))), None)
        if same is None or quote.point in bare:
            kept[place] = quote
        else:
            kept[same] = _joined(kept[same], quote)
    return tuple(kept[place] for place in sorted(kept))


def _said(quote: Quote) -> str:
    """The letters and figures of a quote, in small letters."""
    return "".join(filter(str.isalnum, quote.text.casefold()))


def _same(one: str, other: str) -> bool:
    """Whether two are equal, or the shorter one begins the other and is no mere exclamation."""
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) >= SENTENCE and long.startswith(short))


def _joined(quote: Quote, again: Quote) -> Quote:
    """A quote with what its repetition has more of."""
    names = [quote.label] if quote.point else dict.fromkeys(filter(None, (quote.label, again.label)))
    return quote.model_copy(
        update={
            "text": max(quote.text, again.text, key=len),
            "speaker": quote.speaker or again.speaker,
            "label": ", ".join(names),
            "comment": quote.comment or again.comment,
        }
    )


def _wrapped(text: str) -> bool:
    """Whether one pair of marks stands around the whole text, and not around two parts of it."""
    if text[0] not in _OPEN or text[-1] not in _CLOSE:
        return False
    inside = text[1:-1]
    if text[0] == '"':
        return inside.count('"') % 2 == 0 and not ('"' in inside and _ends_early(inside))
    depth = 0
    for char in inside:
        depth += (char in "“„«") - (char in "”»")
        if depth < 0:
            return False
    return True


def _ends_early(inside: str) -> bool:
    """Whether the first straight mark inside closes a quotation: a letter or a stop stands before it."""
    before = inside[: inside.index('"')]
    return bool(before) and not before[-1].isspace() and before[-1] not in "(—–-"


def _lone(text: str) -> str:
    """The text without a straight mark at one end that has no partner."""
    if text.count('"') % 2 == 0:
        return text
    return text[1:].lstrip() if text.startswith('"') else text[:-1].rstrip() if text.endswith('"') else text
