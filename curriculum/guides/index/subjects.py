"""The subjects of a book: its terms, what its headings name, and what its themes know."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from curriculum.guides.index.matters import is_of_any, is_telling, matters, needs_saying
from curriculum.guides.index.naming import ENGLISH, Naming
from curriculum.guides.index.places import Places, Stand, phrase_of
from curriculum.planning.forms import Phrase
from curriculum.planning.spellings import Spellings, small
from curriculum.planning.template import heading, headings
from curriculum.planning.themes import Themes
from curriculum.reading.episode import Episode
from curriculum.reading.persons import is_known_name

_FEW = 3
"""What so many episodes have is no stock of a library, however small."""
_BRACKETED = re.compile(r"\s*\(.*")


class Subject(NamedTuple):
    """Something that points speak of, and their anchors."""

    words: str
    phrase: Phrase
    anchors: tuple[str, ...]
    is_term: bool
    """Whether the notes say what it is."""


class Subjects:
    """Collects the subjects of points, each with the ways in which it is written."""

    def __init__(self, stands: Sequence[Stand], episodes: Sequence[Episode], naming: Naming) -> None:
        self._stands = stands
        self._naming = naming
        self._count = len(episodes)
        self._spellings = {one.id: Spellings(one) for one in episodes}
        self._forms: dict[Phrase, Counter[str]] = defaultdict(Counter)

    def found(self, terms: Iterable[str], themes: Themes, library: Iterable[Episode]) -> Iterator[Subject]:
        """Every subject that is one.

        Args:
            terms: what the notes define.
            themes: whose phrases name a subject where running text has them and one of their words is rare.
            library: all episodes: what headings have in common says nothing of any.
        """
        defined = set(self._add_terms(terms))
        self._add_headings(frozenset(headings(library)))
        known = {phrase_of(seed): seed for theme in themes.themes for seed in theme.seeds}
        told = self._add_told(known)
        places = Places(self._stands, phrases=self._forms)
        for phrase, forms in self._forms.items():
            words = max(forms, key=lambda form: (forms[form], form))
            said = places.is_said(phrase) or not (phrase in told or needs_saying(words))
            tells = len(phrase) == 1 or phrase in known or not self._is_stock(phrase[:-1], places)
            found = dict.fromkeys(places.of_phrase(phrase))
            often = len(found) > 1 or (places.is_told(phrase) and not is_of_any(words))
            if phrase in defined or (said and tells and often):
                yield Subject(words, phrase, tuple(found), phrase in defined)

    def _is_stock(self, phrase: Phrase, places: Places) -> bool:
        """Whether most episodes have all of these words: "AI" before a word says nothing then."""
        most = max(_FEW, 3 * self._count // 4)
        return all(places.episodes(stem) > most for stem in phrase)

    def _add_terms(self, terms: Iterable[str]) -> Iterator[Phrase]:
        for term in terms:
            bare = _BRACKETED.sub("", term)
            phrase = phrase_of(bare)
            if phrase and bare.rpartition(" ")[0] not in self._naming.forms:  # "the Tiny GPU project"
                self._forms[phrase][_spelled(bare, self._spellings.values())] += 1
                yield phrase

    def _add_headings(self, template: frozenset[Phrase]) -> None:
        for stand in self._stands:
            id = stand.episode.id
            if stand.episode.language != ENGLISH:
                continue
            for text in (
                text for head in stand.heads if heading(head) not in template for text in matters(head)
            ):
                phrase = phrase_of(text)
                if phrase and not self._naming.is_doubted(text, id) and self._is_nobody(text):
                    self._forms[phrase][_spelled(text, [self._spellings[id]])] += 1

    def _add_told(self, known: Mapping[Phrase, str]) -> set[Phrase]:
        """Add the phrases of the themes that are telling; returns those that no heading has."""
        told = {
            phrase: seed
            for phrase, seed in known.items()
            if phrase not in self._forms and is_telling(seed) and self._is_nobody(seed)
        }
        self._forms.update((phrase, Counter([seed])) for phrase, seed in told.items())
        return set(told)

    def _is_nobody(self, text: str) -> bool:
        """Whether a text is no name of somebody, and has no word of one."""
        return not is_known_name(text.title()) and self._naming.own.isdisjoint(text.casefold().split())


def _spelled(text: str, spellings: Iterable[Spellings]) -> str:
    """A heading in the letters of running text, word by word."""
    every = list(spellings)
    return " ".join(
        next((found for found in (one.spelled(word) for one in every) if found), small(word))
        for word in text.split()
    )
