"""How the episodes of a week fit together: a map of what they share, or what several speak of."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from string import ascii_lowercase
from typing import NamedTuple

from curriculum.cards.study import Study
from curriculum.guides import beside
from curriculum.guides.ask import BLANK
from curriculum.guides.beside import Row
from curriculum.guides.claim import linked, whole
from curriculum.guides.node import Blank, Edge, Node
from curriculum.guides.shared import Shared
from curriculum.guides.talk import tells_of_talk
from curriculum.guides.thing import (
    SHORT,
    Run,
    canonical,
    has,
    is_known_noun,
    is_noun,
    is_thing,
    may_be_verb,
    runs,
    speaks,
)
from curriculum.guides.threads import threads
from curriculum.planning.forms import Phrase
from curriculum.planning.label_words import generic_stems
from curriculum.planning.light_words import light
from curriculum.planning.text import SENTENCE, of_points
from curriculum.reading.episode import Episode
from curriculum.reading.words import WORD, stem, stems

MOST = 4
"""Things on a map …"""
LEAST = 2
"""… and how many make one."""
LONGEST = 3
"""Words of a thing."""
BLANKS = 4
"""Words left out of the map's claims, one of a thing."""
_LONGER = 0.6
"""A thing counts so much more for each word after its first: the longer, the more exact."""
BRIEF = 22
"""Words of a sentence of the notes that may stand on the map."""
_IN_THING, _IN_CLAIM, _IN_TEXT = 3.0, 2.0, 1.0
"""What it counts that an episode names a thing: as what a claim is about, in a claim, in a point."""


class Fit(NamedTuple):
    """What the page shows beside its table."""

    nodes: tuple[Node, ...] = ()
    """Of the map; when no two things are shared in claims, what sentences of several episodes speak of."""
    blanks: tuple[Blank, ...] = ()
    claims: tuple[Edge | None, ...] = ()
    """For each episode a claim that the map has not; None where there is none."""
    rows: tuple[Row, ...] = ()
    """What else is to be written of each, side by side."""

    @property
    def tabled(self) -> bool:
        """Whether its episodes stand side by side in a table, with their claims."""
        return len(self.claims) > 1 and any(self.claims)

    @property
    def compared(self) -> tuple[str, ...]:
        """Things of which the page has a sentence of the notes of several episodes."""
        return tuple(node.thing for node in self.nodes if node.compared)

    @property
    def shows(self) -> bool:
        """Whether there is anything to put side by side."""
        return bool(self.nodes) or self.tabled


class _Passage(NamedTuple):
    """A place where a thing may be named."""

    place: int
    point: str
    about: str
    claim: str
    runs: tuple[Run, ...]
    """Of what it is about."""
    more: tuple[Run, ...]
    """Of what it says."""


def fit(
    episodes: Sequence[Episode],
    study: Sequence[Study],
    phrases: Sequence[Shared],
    library: tuple[Episode, ...],
) -> Fit:
    """How a week's episodes fit together.

    Args:
        episodes: in the order of study.
        study: their study material that ships.
        phrases: the theme file's phrases that two or more of them have.
        library: every episode, for which words are rare.
    """
    said = _Said(episodes, study, library)
    nodes = said.nodes(phrases)
    blanks: tuple[Blank, ...] = ()
    if len(nodes) < LEAST:
        nodes = threads(episodes)
    else:
        nodes, blanks = said.with_blanks(nodes)
    return Fit(nodes, blanks, said.table(nodes), beside.rows(episodes, study))


class _Said:
    """What the episodes of a week say, claim by claim and point by point."""

    def __init__(
        self, episodes: Sequence[Episode], study: Sequence[Study], library: tuple[Episode, ...]
    ) -> None:
        self._places = {episode.id: place for place, episode in enumerate(episodes, start=1)}
        self._claims = [
            _Passage(
                self._places[one.episode],
                one.point,
                one.question,
                says,
                runs(one.question),
                runs(says),
            )
            for one in study
            if one.what == "claim" and one.episode in self._places
            for says in [whole(one.answer, one.quote)]
        ]
        self._texts = {
            point.id: [passage.text for passage in point.passages()]
            for episode in episodes
            for point in of_points(episode)
        }
        self._points = [] if not self._claims else list(_of_points(episodes))
        self._having, self._count = _having(library) if self._claims else (Counter[str](), 0)

    def nodes(self, phrases: Sequence[Shared]) -> tuple[Node, ...]:
        """The things that two or more episodes speak of, one of them in a claim; the best first.

        No two of them share a telling word, and no claim stands at two.
        """
        found: dict[Phrase, str] = {}
        for shared in phrases:
            words = runs(shared.term)
            if len(words) == 1:
                found.setdefault(words[0].stems, shared.term)
        for phrase in self._phrases():
            found.setdefault(phrase, "")
        ranked = sorted(found, key=lambda phrase: (-self._worth(phrase), phrase))
        chosen: list[Node] = []
        taken: set[str] = set()
        used: set[str] = set()
        stock = {part for part in self._having if self._is_stock(part)}
        for phrase in ranked:
            telling = {part for part in phrase if not self._is_stock(part)}
            if len(chosen) == MOST or not telling or telling & taken or not self._worth(phrase):
                continue
            edges = self._edges(phrase, used)
            thing = found[phrase] or self._written(phrase)
            if linked(phrase, thing, edges, stock) and any(edge.claimed for edge in edges):
                chosen.append(Node(thing, edges))
                taken |= telling
                used |= {edge.says for edge in edges}
        return tuple(chosen)

    def with_blanks(self, nodes: Sequence[Node]) -> tuple[tuple[Node, ...], tuple[Blank, ...]]:
        """The nodes with a word left out of a claim of ``BLANKS`` of them: the rarest in the library."""
        best = []
        for at, node in enumerate(nodes):
            hidden = set(stems(node.thing))
            options = [
                (self._having[stem(word.lower())], -len(word), at, number, word)
                for number, edge in enumerate(node.edges)
                for word in self._gaps(edge, hidden)
            ]
            best += sorted(options)[:1]
        made, blanks = list(nodes), list[Blank]()
        for *_, at, number, word in sorted(sorted(best)[:BLANKS], key=lambda option: option[2:4]):
            edges = list(made[at].edges)
            blanks.append(Blank(ascii_lowercase[len(blanks)], word, edges[number].point))
            says = re.sub(rf"\b{re.escape(word)}\b", BLANK, edges[number].says, count=1)
            edges[number] = edges[number]._replace(says=says, letter=blanks[-1].letter)
            made[at] = Node(made[at].thing, tuple(edges))
        return tuple(made), tuple(blanks)

    def table(self, nodes: Sequence[Node]) -> tuple[Edge | None, ...]:
        """For each episode the claim that most of its points speak of, of those that the map has not."""
        used = {(edge.place, edge.about) for node in nodes for edge in node.edges if edge.claimed}
        rows: list[Edge | None] = []
        for place in self._places.values():
            free = [one for one in self._claims if one.place == place and (place, one.about) not in used]
            best = max(free, key=self._central, default=None)
            rows.append(best and Edge(place, best.point, best.about, best.claim))
        return tuple(rows)

    def _central(self, claim: _Passage) -> float:
        """How many points of its episode have the words of a claim, on the mean."""
        own = {part for run in (*claim.runs, *claim.more) for part in run.stems} - light()
        points = [
            {part for run in (*point.runs, *point.more) for part in run.stems}
            for point in self._points
            if point.place == claim.place
        ]
        return sum(len(own & point) for point in points) / max(1, len(own))

    def _gaps(self, edge: Edge, hidden: set[str]) -> Iterator[str]:
        """The words of a claim that can be left out: nouns that nothing beside it gives away."""
        seen = hidden | set(stems(edge.about))
        words = [match.group() for match in WORD.finditer(edge.says)]
        for word in words if edge.claimed else ():
            telling = stem(word.lower())
            plain = word.isalpha() and len(word) > SHORT and words.count(word) == 1
            if (
                plain
                and word != words[0]
                and telling not in seen | light() | generic_stems()
                and is_noun(word)
                and not may_be_verb(word)
            ):
                yield word

    def _phrases(self) -> Iterator[Phrase]:
        """What claims name: things of one word that they are about, and of several that they have."""
        for claim in self._claims:
            for run in (*claim.runs, *claim.more):
                for words in run.parts(LONGEST):
                    if (len(words) > 1 or run in claim.runs) and is_thing(words):
                        yield canonical(words)

    def _is_stock(self, part: str) -> bool:
        """Whether more than half of the library has a word, which then says nothing of a few episodes."""
        return part in light() or self._is_common(part, 2)

    def _is_common(self, part: str, share: int) -> bool:
        return self._having[part] > max(len(self._places), self._count / share)

    def _worth(self, phrase: Phrase) -> float:
        """How much a phrase tells of the episodes together; 0 when it is shared by chance or not at all."""
        if all(self._is_stock(part) for part in phrase) or (len(phrase) == 1 and self._is_common(*phrase, 3)):
            return 0.0
        best: dict[int, float] = {}
        for one in (*self._claims, *self._points):
            value = self._value(phrase, one)
            best[one.place] = max(best.get(one.place, 0.0), value)
        values = [value for value in best.values() if value]
        claims = sum(value > _IN_TEXT for value in values)
        # a single word in passing says nothing: it has to be what a claim of one and one of another tell of
        if len(values) < 2 or claims < (2 if len(phrase) == 1 else 1):
            return 0.0
        rare = 1 - min(self._having[part] for part in phrase) / (self._count + 1)
        return sum(values) * rare * (1 + _LONGER * (len(phrase) - 1))

    def _value(self, phrase: Phrase, one: _Passage) -> float:
        if has(one.runs, phrase):
            return _IN_THING if one.claim else _IN_TEXT
        if speaks(one.more, phrase):
            return _IN_CLAIM if one.claim else _IN_TEXT
        return 0.0

    def _edges(self, phrase: Phrase, used: set[str]) -> tuple[Edge, ...]:
        """What each episode says of a thing: a claim that no other thing has, else a sentence of a point."""
        edges: list[Edge] = []
        for place in self._places.values():
            own = [
                one
                for one in (*self._claims, *self._points)
                if one.place == place
                and self._value(phrase, one)
                and (one.claim not in used or not one.claim)
            ]
            own.sort(key=lambda one: -self._value(phrase, one))
            told = ((one, one.claim or self._sentence(one.point, phrase)) for one in own)
            best, says = next(((one, says) for one, says in told if says), (None, ""))
            if best:
                edges.append(Edge(place, best.point, best.about, says, bool(best.claim)))
        return tuple(edges)

    def _sentence(self, point: str, phrase: Phrase) -> str:
        """The first brief sentence of a point that has the phrase; "" when there is none."""
        sentences = (one for text in self._texts[point] for one in SENTENCE.split(text))
        return next(
            (one for one in sentences if _is_brief(one) and speaks(runs(one), phrase)),
            "",
        )

    def _written(self, phrase: Phrase) -> str:
        """The phrase as the claims write it most often, a noun before any other form."""
        forms: Counter[str] = Counter()
        for one in (*self._claims, *self._points):
            for run in (*one.runs, *one.more):
                for words in run.parts(LONGEST):
                    if canonical(words) == phrase:
                        # a word that any of them writes small is no name
                        forms[" ".join(words)] += 1 + 2 * (run in one.runs)
        plain = {form for form in forms if form == form.lower()}
        return min(plain or forms, key=lambda form: (-is_known_noun(form.split()[-1]), -forms[form], form))


def _is_brief(sentence: str) -> bool:
    """Whether a sentence is short, and tells of its matter rather than of the talk about it."""
    return len(sentence.split()) <= BRIEF and not tells_of_talk(sentence)


def _of_points(episodes: Sequence[Episode]) -> Iterator[_Passage]:
    """The labelled points of the episodes."""
    for place, episode in enumerate(episodes, start=1):
        for point in of_points(episode):
            if point.label:
                texts = (passage.text for passage in point.passages())
                more = tuple(run for text in texts for run in runs(text))
                yield _Passage(place, point.id, point.label, "", runs(point.label), more)


@lru_cache(maxsize=2)
def _having(library: tuple[Episode, ...]) -> tuple[Counter[str], int]:
    """How many episodes have a word, and how many there are."""
    having: Counter[str] = Counter()
    for episode in library:
        texts = [episode.title, *(point.label for point in of_points(episode))]
        for point in of_points(episode):
            texts += [passage.text for passage in point.passages()]
        having.update({part for text in texts for run in runs(text) for part in run.stems})
    return having, len(library)
