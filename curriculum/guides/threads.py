"""Threads: what points of several episodes speak of, with the sentences of the notes that do."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from curriculum.guides.ask import content
from curriculum.guides.claim import linked
from curriculum.guides.node import Edge, Node
from curriculum.guides.talk import names_talk
from curriculum.guides.thing import Run, canonical, is_known_noun, is_thing, names_matter, runs, speaks
from curriculum.planning.forms import Phrase
from curriculum.planning.label_words import generic_stems
from curriculum.planning.light_words import light
from curriculum.planning.text import SENTENCE, of_points
from curriculum.reading.episode import Episode, KeyPoint

MOST = 3
"""Threads of a week, and episodes of one."""
LEAST = 2
"""So many make a map."""
LONGEST = 3
"""Words of a thing."""
BRIEF = range(5, 31)
"""Words of a sentence that may stand on the map."""
ENOUGH = 3
"""Words that a sentence says beside the thing and those of the sentences beside it."""
_LINK = re.compile(r"://|\]\(")
_OPEN = (":", ";", ",", "?", "…", " vs.")
"""Ends of what goes on, or asks."""
TRIED = 60
"""Things that are looked for in sentences, the best first."""


class _Sentence(NamedTuple):
    """A brief sentence of a point."""

    point: KeyPoint
    text: str
    runs: tuple[Run, ...]


def threads(episodes: Sequence[Episode]) -> tuple[Node, ...]:
    """What points of two or more episodes speak of in a brief sentence each; none when these are fewer than
    ``LEAST``. No point stands at two, and no two share a telling word.

    Args:
        episodes: of the week, in the order of study.
    """
    found: list[Node] = []
    used: set[str] = set()
    taken: set[str] = set()
    sentences = [list(_sentences(episode)) for episode in episodes]
    for thing, phrase in islice(_things(episodes), TRIED):
        telling = {part for part in phrase if part not in generic_stems() | light()}
        edges = _said(sentences, phrase, used)
        if telling.isdisjoint(taken) and len(found) < MOST and linked(phrase, thing, edges):
            found.append(Node(thing, edges))
            used |= {edge.point for edge in edges}
            taken |= telling
    return tuple(found) if len(found) >= LEAST else ()


def _things(episodes: Sequence[Episode]) -> Iterator[tuple[str, Phrase]]:
    """The things that two or more episodes name, those of most words and in most episodes first."""
    having: Counter[Phrase] = Counter()
    written: dict[Phrase, Counter[str]] = defaultdict(Counter)
    for episode in episodes:
        own = [
            (canonical(words), " ".join(words))
            for point in of_points(episode)
            for text in _texts(point)
            for run in runs(text)
            for words in run.parts(LONGEST)
            if _is_telling(words)
        ]
        having.update({phrase for phrase, _ in own})
        for phrase, form in own:
            written[phrase][form] += 1
    shared = [phrase for phrase, count in having.items() if count > 1]
    shared.sort(key=lambda one: (-having[one] * (1 + len(one)), -written[one].total(), one))
    return ((_form(written[phrase]), phrase) for phrase in shared)


def _form(forms: Counter[str]) -> str:
    """How a thing is written most often, in small letters where it ever is, of several where it ever is."""
    plain = {form for form in forms if form == form.lower()}
    return min(plain or forms, key=lambda form: (not form.endswith("s"), -forms[form], form))


def _is_telling(words: Sequence[str]) -> bool:
    """Whether words name a matter: a noun after nouns and adjectives, or a name with a sign of one in it."""
    if not is_thing(words) or any("'" in word or "’" in word for word in words):
        return False
    if len(words) == 1:
        (name,) = words
        return name[1:] != name[1:].lower() and "-" not in name[1:-2] and not is_known_noun(name.rstrip("s"))
    return names_matter(words)


def _texts(point: KeyPoint) -> Iterator[str]:
    yield point.label
    for passage in point.passages():
        yield passage.text


def _said(
    sentences: Sequence[Sequence[_Sentence]], phrase: Phrase, used: Collection[str]
) -> tuple[Edge, ...]:
    """The first sentence of each episode that has the phrase and says something else than those before it."""
    edges: list[Edge] = []
    said = set(phrase)
    for place, own in enumerate(sentences, start=1):
        for point, text, found in own:
            if point.id not in used and speaks(found, phrase) and len(content(text) - said) >= ENOUGH:
                edges.append(Edge(place, point.id, point.label, text, claimed=False))
                said |= content(text)
                break
    return tuple(edges[:MOST])


def _sentences(episode: Episode) -> Iterator[_Sentence]:
    """The brief sentences of an episode that tell of its matter, and end where a sentence or a line does."""
    for point in of_points(episode):
        for passage in point.passages():
            for text in SENTENCE.split(passage.text):
                whole = not text[:1].islower() and not text.endswith(_OPEN)
                plain = not (names_talk(text) or _LINK.search(text))
                if whole and plain and len(text.split()) in BRIEF:
                    yield _Sentence(point, text, runs(text))
