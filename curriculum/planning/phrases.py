"""Phrases of the notes themselves that a title can be made of, and which episodes have them."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from functools import lru_cache
from typing import NamedTuple

from curriculum.planning.forms import Phrase, small
from curriculum.planning.label_words import generic_stems, no_nouns
from curriculum.planning.light_words import light
from curriculum.planning.short_title import parts
from curriculum.planning.template import Heading, heading, of_headings
from curriculum.planning.text import LABEL, TITLE, Weighted, of_cards
from curriculum.reading.episode import Episode, SubPoint
from curriculum.reading.lexicon import dictionary
from curriculum.reading.tables import table
from curriculum.reading.words import STOPWORDS, WORD, stem, stems

LONGEST = 3
"""Words of a phrase, at most."""
IN_TITLE = 1.0
PIECES = 2
"""An episode is about a phrase of its title, and about one that so many labels or sentences have."""
MANY = 3
"""A plural is usual that comes a third as often as the commonest form of its word."""
_END = re.compile(r"[^\w\s'’-]|\s[-–—]\s|\n")
"""What ends a run of words that can be a phrase."""
_DOTTED = re.compile(r"\.[^\W_]")


class Phrases(NamedTuple):
    """What phrases the episodes of a list have; indexes are places in that list."""

    episodes: tuple[Episode, ...]
    had: tuple[Mapping[Phrase, float], ...]
    """Phrase → ``IN_TITLE`` where the title has it, less where a heading or only the text does."""

    @classmethod
    def of(
        cls,
        episodes: Sequence[Episode],
        texts: Sequence[Sequence[Weighted]],
        template: Collection[Heading],
    ) -> "Phrases":
        """The phrases of several words that several episodes have, and one at least in its title.

        Those of a template and people's names are left out. ``texts`` are what the episodes say.
        """
        known, shunned, titled = Counter[Phrase](), _people(episodes), _titled(texts)
        first = {phrase[0] for phrase in titled}
        whole = Counter(tuple(stems(part)) for one in episodes for part in parts(one.title))
        formats = {phrase for phrase, count in whole.items() if count > 1}  # "Hasty Treat - …": a show's
        for episode, text in zip(episodes, texts, strict=True):
            named = titled.intersection(_named(episode, template))
            # what has the phrases of no title need not be cut into runs of words
            heard = {phrase for passage in text for phrase in _in(passage.stems, titled, first)}
            known.update(named if heard <= named and not _dotted(episode) else named.union(_said(episode)))
        several = frozenset(
            phrase
            for phrase, count in known.items()
            if count > 1
            and phrase in titled  # no other names a week
            and not shunned.intersection(phrase)
            and phrase not in template
            and phrase not in formats
            and phrase[-1] not in generic_stems()
        )
        openings = {phrase[0] for phrase in several}
        had = (_had(text, several, openings, template) for text in texts)
        return cls(tuple(episodes), tuple(had))

    def written(self, phrase: Phrase, places: Iterable[int]) -> str:
        """The phrase as these episodes write it, the plural where it is usual, with a capital at its start.

        In running text, since headings have capitals of their own; where it stands there nowhere, as a
        heading has it, in small letters but for acronyms and the like.
        """
        running: Counter[str] = Counter()
        heads: Counter[str] = Counter()
        for place in places:
            episode = self.episodes[place]
            for text in _running(episode):
                running.update(_forms(text, phrase, inside=True))
            for text in (episode.title, *of_headings(episode), *episode.tags):
                heads.update(map(small, _forms(text, phrase, inside=False)))
        forms = running or heads
        most = max(forms.values(), default=0)
        usual = [form for form, count in forms.items() if MANY * count >= most]
        text = min(
            usual, key=lambda form: (not _is_plural(form), -forms[form], form), default=" ".join(phrase)
        )
        return text[0].upper() + text[1:]


def _people(episodes: Iterable[Episode]) -> frozenset[str]:
    """The stems of the names of people and shows: they are no subject."""
    found = {part for one in episodes for name in (*one.guests, *one.hosts, one.show) for part in stems(name)}
    return frozenset(found) | {stem(name) for name in table("first_names")["names"].split()}


def _titled(texts: Iterable[Iterable[Weighted]]) -> set[Phrase]:
    """The runs of stems in titles that can be a phrase: no figure in them, and no light word."""
    titles = (passage.stems for text in texts for passage in text if passage.weight == TITLE)
    runs = {
        stems[start:end]
        for stems in titles
        for start in range(len(stems))
        for end in range(start + 2, min(start + LONGEST, len(stems)) + 1)
    }
    return {run for run in runs if light().isdisjoint(run) and not any(map(str.isdigit, "".join(run)))}


def _in(stems: Phrase, known: Set[Phrase], openings: Set[str]) -> set[Phrase]:
    """The known phrases in a run of stems; ``openings`` are the first stems of the known."""
    if openings.isdisjoint(stems):
        return set()
    return {
        phrase
        for start, first in enumerate(stems)
        if first in openings
        for end in range(start + 2, min(start + LONGEST, len(stems)) + 1)
        if (phrase := stems[start:end]) in known
    }


def _dotted(episode: Episode) -> bool:
    """Whether a word of its running text has a full stop inside, where a phrase may end or begin."""
    return any(_DOTTED.search(text) for text in _running(episode))


class _Word(NamedTuple):
    """A word as a text has it."""

    text: str
    stems: Phrase
    """None of a small word, of a single letter, and of one with a digit."""
    weighs: bool
    """Whether it can stand in a phrase: it has stems, none of them light, and begins with a letter."""


def _named(episode: Episode, template: Collection[Heading]) -> Iterator[Phrase]:
    """The phrases of an episode's title, headings and tags."""
    for text in (episode.title, *of_headings(episode), *episode.tags):
        if heading(text) not in template:
            yield from _written(text)


def _said(episode: Episode) -> Iterator[Phrase]:
    """The phrases of an episode's running text."""
    for text in _running(episode):
        yield from _written(text)


def _written(text: str) -> Iterator[Phrase]:
    """The phrases of a text: what ends a run of words and ends with a noun."""
    for run, goes_on in _runs(text):
        if _is_noun(run[-1].text, goes_on):
            phrase: Phrase = ()
            for word in reversed(run[-LONGEST:]):
                phrase = word.stems + phrase
                if len(phrase) > 1:
                    yield phrase


class _Run(NamedTuple):
    words: list[_Word]
    goes_on: bool
    """Whether a word follows that may be the noun its last word belongs to."""


def _runs(text: str) -> Iterator[_Run]:
    """The runs of words between which nothing stands, and none of which is small or light."""
    for piece in _END.split(text):
        run = list[_Word]()
        for found in WORD.findall(piece):
            word = _word(found)
            if word.weighs:
                run.append(word)
            elif run:
                yield _Run(run, bool(word.stems))
                run = []
        if run:
            yield _Run(run, False)


@lru_cache(maxsize=50_000)
def _word(word: str) -> _Word:
    """What a text's word is; kept, since the same words come again and again."""
    whole = len(word) > 1 and not any(char.isdigit() for char in word)
    parts = tuple(stems(word)) if whole and not word.lower().endswith(("n't", "n’t")) else ()
    return _Word(word, parts, bool(parts) and not light().intersection(parts) and word[0].isalpha())


@lru_cache(maxsize=50_000)
def _is_noun(word: str, goes_on: bool) -> bool:
    """Whether a word can end a phrase: a noun, or one that no dictionary has (a name)."""
    low = word.lower().rpartition("-")[2]
    kinds = dictionary().get(low, {}).keys() | dictionary().get(low.capitalize(), {}).keys()
    if low in STOPWORDS or low.endswith("ly") or (len(low) < 3 and not word.isupper()):
        return False
    if not kinds:
        return not (word == low and low.endswith(no_nouns())) and (len(low) > 3 or word != low)  # "kg"
    adjective = goes_on and "ADJ" in kinds  # "the modern world"
    return bool(kinds & {"NOUN", "PROPN"}) and not adjective


def _is_plural(text: str) -> bool:
    """Whether a phrase ends with the plural of a noun."""
    word = text.split()[-1].lower()
    return word.endswith("s") and word not in dictionary().get(word, {}).get("NOUN", (word,))


def _had(
    text: Sequence[Weighted],
    known: frozenset[Phrase],
    openings: Set[str],
    template: Collection[Heading],
) -> Mapping[Phrase, float]:
    """The known phrases that an episode is about: its title's, and those of several labels or sentences.

    ``openings`` are the first stems of the known.
    """
    pieces, heads, titled = Counter[Phrase](), set[Phrase](), set[Phrase]()
    for passage in text:
        head = passage.weight in (TITLE, LABEL)
        if head and _bare(passage) in template:
            continue
        found = _in(passage.stems, known, openings)
        pieces.update(found)
        heads |= found if head else set()
        titled |= found if passage.weight == TITLE else set()
    return {
        phrase: IN_TITLE if phrase in titled else 0.75 if phrase in heads else 0.5
        for phrase, count in sorted(pieces.items())
        if phrase in titled or count >= PIECES
    }


def _bare(passage: Weighted) -> Heading:
    return tuple(part for part in passage.stems if not any(char.isdigit() for char in part))


def _running(episode: Episode) -> Iterator[str]:
    yield from (episode.introduction, episode.summary)
    for point in (*episode.points, *episode.takeaways):
        yield from _bodies(point)
    yield from (section.text for section in episode.sections)
    yield from (card.said for card in of_cards(episode))


def _bodies(point: SubPoint) -> Iterator[str]:
    yield from (passage.text for passage in point.passages())


def _forms(text: str, phrase: Phrase, inside: bool) -> Iterator[str]:
    """Each time a text has the phrase, what stands there; ``inside`` leaves out what begins a sentence."""
    for piece in re.split(r"(?<=[.!?:;])\s+|\n", text):
        matches = list(WORD.finditer(piece))
        for at in range(1 if inside else 0, len(matches)):
            found: Phrase = ()
            for match in matches[at : at + len(phrase)]:
                own = _word(match.group()).stems
                found += own
                if not own or found != phrase[: len(found)]:
                    break
                if found == phrase:
                    yield piece[matches[at].start() : match.end()]
