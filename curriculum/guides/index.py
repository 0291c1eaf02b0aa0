"""The index at the end of the whole curriculum: people, names, terms, and what headings name, with pages."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from curriculum.cards.inflect import in_dictionary
from curriculum.cards.kind import organisation
from curriculum.cards.names import known_names
from curriculum.guides.matters import is_telling, matters, needs_saying
from curriculum.guides.names import is_strange, names
from curriculum.guides.people import people
from curriculum.guides.places import Places, Stand, Words, phrase_of
from curriculum.planning.forms import Phrase
from curriculum.planning.recurring import LEAST
from curriculum.planning.spellings import BRIEF, Spellings, small
from curriculum.planning.template import heading, headings
from curriculum.planning.themes import Themes
from curriculum.reading.episode import Episode, KeyPoint
from curriculum.reading.lexicon import is_ordinary
from curriculum.reading.library import Library
from curriculum.reading.persons import FIRST_NAMES
from curriculum.reading.shows import known_shows

ENGLISH = "en"
COMMON = 3
"""What more than a third of the episodes, and more than so many, speak of tells none of them apart."""


class Entry(NamedTuple):
    """A line of the index."""

    words: str
    anchors: tuple[str, ...]
    """Where it stands, in the order of the pages."""
    letter: str
    """The letter it stands under; # for a digit or a sign."""


class _Found(NamedTuple):
    """Something to look up, before it is decided whether it is printed."""

    words: str
    stands: tuple[Stand, ...]
    phrase: Phrase
    certain: bool = True
    """A person, a name or a term: a longer entry does not make it superfluous."""


def entries(
    stands: Sequence[Stand], anchors: Mapping[str, str], terms: Iterable[str], library: Library, themes: Themes
) -> tuple[Entry, ...]:
    """Every entry, by alphabet, accents folded.

    Args:
        stands: the points of the book, in the order of the pages.
        anchors: episode id → where it begins.
        terms: what the notes define.
        library: the episodes, and which names are in doubt.
        themes: whose phrases are known to name a matter.
    """
    index = _Index(_own(stands), anchors, library, themes)
    found = index.named()
    phrases = {one.phrase for one in found}
    found += (one for one in index.matters(terms) if one.phrase not in phrases)
    episodes = {stand.episode.id for stand in stands}
    most = max(COMMON, len(episodes) // 3)
    kept = [one for one in found if len({stand.episode.id for stand in one.stands}) <= most]
    lines = [
        *((one.words, tuple(stand.anchor for stand in one.stands)) for one in _apart(kept)),
        *index.people(),
    ]
    return tuple(
        Entry(words, places, _letter(words))
        for words, places in sorted(lines, key=lambda line: (_letter(line[0]), _folded(line[0]), line[0]))
    )


class _Index:
    """The points of a book and what they name."""

    def __init__(self, stands: Sequence[Stand], anchors: Mapping[str, str], library: Library, themes: Themes) -> None:
        self._stands = stands
        self._library = library
        self._themes = themes
        self._anchors = anchors
        self._episodes = [library.episode(id) for id in anchors]
        self._forms = self._names()
        text = "\n".join(text for stand in stands for text in _texts(stand.point))
        self._people = people(self._episodes, dict.fromkeys(self._forms, text))
        parts = [(person.surname.split()[-1],) for person in self._people]
        known = [tuple(person.name.split()) for person in self._people]
        self._parts = {word for form in self._forms if " " in form for word in form.split()}
        self._long = dict(_abbreviations(self._episodes))
        self._short = {long: short for short, long in self._long.items()}
        self._places = Places(stands, {*(tuple(form.split()) for form in self._forms), *parts, *known}, ())

    def _names(self) -> Counter[str]:
        """Each name of the points as it is written → how often it stands there."""
        known = known_names(one for one in self._library.episodes if one.language == ENGLISH)
        found: Counter[str] = Counter()
        for stand in self._stands:
            english = stand.episode.language == ENGLISH
            wrong = _doubted(stand.episode.id, self._library)
            heads = list(_labels(stand.point))
            texts = [(text, not english) for text in _texts(stand.point) if text not in heads]
            for text, headed in (*texts, *((head, True) for head in heads)):
                found.update(
                    name for name in names(text, known if english else frozenset(), headed)
                    if not _has(name.split(), wrong)
                )
        return found

    def people(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Each person with the points that name them, or the pages of the episodes they speak in."""
        for person in self._people:
            speaking = [one.id for one in self._episodes if person.name in (*one.hosts, *one.guests)]
            if any(_has(person.name.split(), _doubted(id, self._library)) for id in speaking):
                continue
            stands = list(self._places.of_name(tuple(person.name.split())))
            if person.alone:
                stands += self._places.of_name((person.surname.split()[-1],))
            found = {stand.anchor for stand in stands}
            anchors = tuple(stand.anchor for stand in self._stands if stand.anchor in found)
            yield person.listed, anchors or tuple(self._anchors[id] for id in speaking)

    def named(self) -> list[_Found]:
        """The names of firms, products, laws and the like."""
        groups: dict[str, list[str]] = defaultdict(list)
        for form in self._forms:
            if self._is_thing(form):
                groups[self._key(form)].append(form)
        found = []
        for forms in groups.values():
            stands = {stand.anchor for form in forms for stand in self._places.of_name(tuple(form.split()))}
            best = max(forms, key=lambda form: (organisation(form, ""), self._forms[form], form))
            best = self._short.get(best, best)
            base = _bare(best) if len(forms) > 1 and _bare(best) in forms else best
            words = f"{self._long[base]} ({base})" if base in self._long else base
            rows = tuple(stand for stand in self._stands if stand.anchor in stands)
            found.append(_Found(words, rows, phrase_of(self._long.get(base, base))))
        return found

    def _is_thing(self, form: str) -> bool:
        """Whether a name is no person's and no show's, and more than a word with a chance capital."""
        words = form.split()
        own = {part for person in self._people for part in person.name.split()}
        shows = {one.show.casefold() for one in self._library.episodes}
        if own.issuperset(words) or form.casefold() in shows or known_shows().full_name(form):
            return False
        if len(words) > 1 or is_strange(form):
            return True
        if form.lower() in FIRST_NAMES or (in_dictionary(form) and form in self._parts):
            return False  # "Rose", where "Rose Blumkin" is named too
        return self._forms[form] > 1 or not is_ordinary(form)

    def _key(self, form: str) -> str:
        """What the forms of one name have in common: "TinyGPU", "Tiny GPU"; "Claude", "Claude 3"."""
        form = self._short.get(form, form)
        bare = _bare(form)
        known = bare if bare in self._forms else form
        if organisation(known, "") and (first := known.rpartition(" ")[0]) in self._forms:
            known = first  # "SambaNova Systems", "SambaNova"
        return re.sub(r"[^\w]|_", "", known).casefold()

    def matters(self, terms: Iterable[str]) -> Iterator[_Found]:
        """The terms, and the matters that headings name."""
        template = headings(self._library.episodes)
        own = {part.casefold() for person in self._people for part in person.name.split()}
        forms: dict[Phrase, Counter[str]] = defaultdict(Counter)
        certain = set()
        spellings = {one.id: Spellings(one) for one in self._episodes}
        every = list(spellings.values())
        for term in terms:
            bare = re.sub(r"\s*\(.*", "", term)
            phrase = phrase_of(bare)
            if phrase and bare.rpartition(" ")[0] not in self._forms:  # "the Tiny GPU project"
                certain.add(phrase)
                forms[phrase][_spelled(bare, every)] += 1
        for stand in self._stands:
            wrong = _doubted(stand.episode.id, self._library)
            for label in _labels(stand.point) if stand.episode.language == ENGLISH else ():
                for text in matters(label) if heading(label) not in template else ():
                    words, phrase = text.split(), phrase_of(text)
                    if phrase and not _has(words, wrong) and own.isdisjoint(text.casefold().split()):
                        forms[phrase][_spelled(text, [spellings[stand.episode.id]])] += 1
        themes = {phrase_of(seed): seed for theme in self._themes.themes for seed in theme.seeds}
        told = {phrase: seed for phrase, seed in themes.items() if phrase not in forms and is_telling(seed) and own.isdisjoint(seed.casefold().split())}
        forms.update((phrase, Counter([seed])) for phrase, seed in told.items())
        places = Places(self._stands, (), forms)
        for phrase, some in forms.items():
            words = max(some, key=lambda form: (some[form], form))
            said = places.is_said(phrase) or not (phrase in told or needs_saying(words))
            # "AI" before a word says nothing where every episode is about it
            stock = all(4 * places.episodes(stem) > 3 * len(self._episodes) for stem in phrase[:-1])
            if phrase in certain or (said and (len(phrase) == 1 or not stock or phrase in themes)):
                yield _Found(words, tuple(places.of_phrase(phrase)), phrase, phrase in certain)


def _own(stands: Sequence[Stand]) -> list[Stand]:
    """The points without those that come again, word for word, from episode to episode."""
    having: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for stand in stands:
        having[tuple(_texts(stand.point))].add(stand.episode.id)
    return [stand for stand in stands if len(having[tuple(_texts(stand.point))]) < LEAST]


def _apart(found: Sequence[_Found]) -> Iterator[_Found]:
    """Those that no other makes superfluous: a longer one that stands wherever it does, or a shorter one."""
    having: dict[Phrase, list[_Found]] = defaultdict(list)
    for one in found:
        for part in _parts(one.phrase):
            having[part].append(one)
    by_phrase = {one.phrase: one for one in found}
    for one in found:
        wider = [other for other in having[one.phrase] if other.phrase != one.phrase]
        narrower = [by_phrase[part] for part in _parts(one.phrase) if part in by_phrase and part != one.phrase]
        same = any(set(one.stands) <= set(other.stands) for other in wider)
        more = any(
            set(one.stands) < set(other.stands) or other.certain
            for other in narrower
            if len(other.phrase) > 1
        )
        if one.stands and (one.certain or not (same or more)):
            yield one


def _parts(phrase: Phrase) -> Iterator[Phrase]:
    for start in range(len(phrase)):
        for end in range(start + 1, len(phrase) + 1):
            yield phrase[start:end]


def _texts(point: KeyPoint) -> list[str]:
    return [passage.text for passage in point.passages()]


def _spelled(text: str, spellings: Sequence[Spellings]) -> str:
    """A heading in the letters of running text, word by word."""
    return " ".join(
        next((found for found in (one.spelled(word) for one in spellings) if found), small(word))
        for word in text.split()
    )


def _labels(point: KeyPoint) -> Iterator[str]:
    """What a point and its lines are called; a short text without a stop too, where it stands alone."""
    for one in point.whole():
        if one.label:
            yield one.label
        elif len(one.text.split()) <= BRIEF and one.text[-1:].isalnum():
            yield one.text


def _doubted(episode: str, library: Library) -> tuple[Words, ...]:
    """The spellings of an episode's names that another one is more trusted than."""
    return tuple(
        tuple(form.split())
        for doubt in library.doubts
        if doubt.episode in ("", episode)
        for form in doubt.forms[1:]
    )


def _has(words: Sequence[str], forms: Iterable[Words]) -> bool:
    """Whether one of the forms is among the words."""
    row = [re.sub(r"['’]s$", "", word) for word in words]
    return any(tuple(row[at : at + len(form)]) == form for form in forms for at in range(len(row)))


_BRACKETED = re.compile(r"((?:[\w-]+ ){2,7})\(([A-Z]{2,7})s?\)")


def _abbreviations(episodes: Iterable[Episode]) -> Iterator[tuple[str, str]]:
    """Each abbreviation with what the notes say it stands for: "Commonwealth Fusion Systems (CFS)"."""
    for episode in episodes:
        texts = [episode.introduction, episode.summary]
        for point in (*episode.points, *episode.takeaways):
            texts += (*_texts(point), *_labels(point))
        for text in texts:
            for match in _BRACKETED.finditer(text):
                words = match[1].split()
                for start in range(len(words)):
                    initials = "".join(part[0] for word in words[start:] for part in word.split("-") if part)
                    if initials.upper() == match[2]:
                        yield match[2], " ".join(words[start:])


def _bare(form: str) -> str:
    """A name without the number of its version."""
    return re.sub(r" \d+(?:\.\d+)*$", "", form)


def _folded(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(char))


def _letter(words: str) -> str:
    first = _folded(words)[:1].upper()
    return first if first.isalpha() else "#"
