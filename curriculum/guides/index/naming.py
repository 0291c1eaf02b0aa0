"""Who and what the points of a book call by name."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from curriculum.cards.inflect import in_dictionary
from curriculum.cards.kind import organisation
from curriculum.cards.names import known_names
from curriculum.guides.index.abbreviations import abbreviations
from curriculum.guides.index.names import bare_words, is_strange, names, tokens
from curriculum.guides.index.people import Person, people
from curriculum.guides.index.places import Places, Stand, Words
from curriculum.guides.thing import SHORT
from curriculum.planning.label_words import is_generic
from curriculum.reading.episode import Episode
from curriculum.reading.generic import says_only_kind
from curriculum.reading.lexicon import dictionary, is_known, is_ordinary
from curriculum.reading.library import Library
from curriculum.reading.persons import FIRST_NAMES
from curriculum.reading.shows import known_shows

ENGLISH = "en"
_ABBREVIATION = 3
"""Letters from which on an abbreviation tells what it is short for."""
_VERSION = re.compile(r" \d+(?:\.\d+)*$")
_OWNED = re.compile(r"['’]s$")
_MARKS = re.compile(r"[^\w]|_")


class Named(NamedTuple):
    """A name, and the anchors of the points that have it."""

    words: str
    plain: str
    """The name without its abbreviation."""
    anchors: tuple[str, ...]


class Naming:
    """The names in the points of a book, those apart that are spelt in a way the notes make doubtful."""

    def __init__(self, stands: Sequence[Stand], episodes: Sequence[Episode], library: Library) -> None:
        self._stands = stands
        self._episodes = episodes
        self._library = library
        self.forms = self._forms()
        """Each name as it is written → how often it stands there."""
        self._folded = {form.casefold() for form in self.forms}
        self.people = self._people()
        self.own = {word.casefold() for person in self.people for word in person.name.split()}
        """The words of people's names, in small letters."""
        self._parts = {word for form in self.forms if " " in form for word in form.split()}
        self._shows = {one.show.casefold() for one in library.episodes}
        self._known_shows = known_shows()
        told = [text for one in episodes for text in (one.introduction, one.summary)]
        self._long = abbreviations([*told, *(text for one in stands for text in (*one.heads, *one.texts))])
        self._short = {long: short for short, long in self._long.items()}
        wanted = (*self.forms, *(one.name for one in self.people), *(one.last for one in self.people))
        doubtful = [form for doubt in library.doubts for form in doubt.forms]
        bare = [_VERSION.sub("", name) for name in self.forms]
        self._places = Places(stands, {bare_words(name) for name in (*wanted, *doubtful, *bare)})
        self._episode_of = {stand.anchor: stand.episode.id for stand in stands}
        self._headed = {name for stand in stands for text in stand.labels for name in _capitals(text)}
        self._unnumbered = {word for one in stands for text in one.texts for word in _unnumbered(text)}

    def _forms(self) -> Counter[str]:
        known = known_names(one for one in self._library.episodes if one.language == ENGLISH)
        found: Counter[str] = Counter()
        for stand in self._stands:
            english = stand.episode.language == ENGLISH
            heads = stand.heads
            texts = [(text, not english) for text in stand.texts if text not in heads]
            for text, headed in (*texts, *((head, True) for head in heads)):
                for name in names(text, known if english else frozenset(), headed):
                    trusted = self._trusted(name, stand.episode.id)
                    if trusted or not self.is_doubted(name, stand.episode.id):
                        found[trusted or name] += 1
        return found

    def _trusted(self, name: str, episode: str) -> str:
        """What a spelling in doubt is more likely to be; "" for any other."""
        mine = (doubt for doubt in self._library.doubts if doubt.episode in ("", episode))
        return next((doubt.forms[0] for doubt in mine if name in doubt.forms[1:]), "")

    def _stands_of(self, name: str) -> Iterator[str]:
        """Anchors of the points that have a name, or a spelling of it that is in doubt."""
        yield from self._places.of_name(name)
        for doubt in self._library.doubts:
            if doubt.forms[0] == name:
                found = (anchor for form in doubt.forms[1:] for anchor in self._places.of_name(form))
                yield from (one for one in found if doubt.episode in ("", self._episode_of[one]))

    def _people(self) -> tuple[Person, ...]:
        text = "\n".join(text for stand in self._stands for text in stand.texts)
        doubted = [
            name
            for one in self._episodes
            for name in (*one.hosts, *one.guests)
            if self.is_doubted(name, one.id)
        ]
        return tuple(one for one in people(self._episodes, self.forms, text) if one.name not in doubted)

    def is_doubted(self, text: str, episode: str) -> bool:
        """Whether a text has a spelling of a name that another one is more trusted than."""
        row = bare_words(text)
        return any(
            row[at : at + len(form)] == form for form in self._doubted(episode) for at in range(len(row))
        )

    def _doubted(self, episode: str) -> Iterator[Words]:
        for doubt in self._library.doubts:
            if doubt.episode in ("", episode):
                yield from (tuple(form.split()) for form in doubt.forms[1:])

    def persons(self) -> Iterator[Named]:
        """Each person with the points that name them; nowhere for who only speaks."""
        for person in self.people:
            found = {*self._stands_of(person.name)}
            if person.alone:
                found |= {*self._stands_of(person.last)}
            yield Named(person.listed, person.name, self._in_order(found))

    def things(self) -> Iterator[Named]:
        """The names of firms, products, laws and the like.

        Of a name and one made of it and common words, in a place of its own nowhere, the shorter is enough:
        "Tidewell", not "Tidewell Rep".
        """
        found = {one.words: one for one in self._named()}
        for one in found.values():
            parts = one.words.split()
            bare = " ".join(part for part in parts if not _is_common(part))
            shorter = found.get(bare) if bare != one.words else None
            if len(one.anchors) > 1 or not (shorter and set(one.anchors) <= set(shorter.anchors)):
                yield one

    def _named(self) -> Iterator[Named]:
        groups: dict[str, list[str]] = defaultdict(list)
        for form in self.forms:
            if self._is_thing(form):
                groups[self._key(form)].append(form)
        for forms in groups.values():
            found = {anchor for form in forms for anchor in self._stands_of(form)}
            best = max(
                forms,
                key=lambda form: (organisation(form, ""), not _OWNED.search(form), self.forms[form], form),
            )
            best = self._short.get(best, best)
            bare = _VERSION.sub("", best)
            name = bare if bare in forms or self._is_alone(bare) else best
            if name == bare != best:
                found |= {*self._stands_of(bare)}
            long = self._long.get(name, "")
            times = max(len(found), sum(self.forms[form] for form in forms))
            if long or self._is_telling(name, times):
                written = self._places.spelled(name)
                yield Named(f"{long} ({written})" if long else written, long or name, self._in_order(found))

    def _is_alone(self, name: str) -> bool:
        """Whether a name of one word stands somewhere without a number: "Amazon" beside "Amazon 1"."""
        return name in self._unnumbered

    def _in_order(self, anchors: Iterable[str]) -> tuple[str, ...]:
        found = set(anchors)
        return tuple(dict.fromkeys(stand.anchor for stand in self._stands if stand.anchor in found))

    def _is_thing(self, form: str) -> bool:
        """Whether a name is no person's and no show's, and more than a word with a chance capital."""
        words = form.split()
        if self.own.issuperset(form.casefold().split()):
            return False
        if form.casefold() in self._shows or self._known_shows.full_name(form):
            return False
        if len(words) > 1 or is_strange(form):
            return True
        # "Rose", where "Rose Blumkin" is named too
        return not (form.lower() in FIRST_NAMES or (in_dictionary(form) and form in self._parts))

    def _is_telling(self, name: str, times: int) -> bool:
        """Whether a name that is told so many times is looked up, and has its capitals for a reason.

        A common word has to be a noun, and common words and two letters to be told twice. What is named once
        in passing, in no heading, has to be known to English, or no plain word.
        """
        words = name.split()
        small = dictionary().get(name.lower(), {}) if len(words) == 1 else {}
        if small and name.isupper() and len(name) >= SHORT:
            return False  # shouted
        if small and name.istitle():
            low = name.lower()
            noun = "NOUN" in small or name in dictionary()
            return times > 1 and noun and not (is_generic(low) or says_only_kind(low))
        if all(map(_is_common, words)) or (name.isupper() and len(name) < _ABBREVIATION):
            return times > 1
        plain = len(words) == 1 and not is_strange(name)
        return times > 1 or not plain or is_known(name) or name in self._headed

    def _key(self, form: str) -> str:
        """What the forms of one name have in common: "TinyGPU", "Tiny GPU"; "Claude", "Claude 3"."""
        form = self._short.get(form, form)
        owned = _OWNED.sub("", form)
        form = owned if owned.casefold() in self._folded else form  # "Raising Cane's" is a name itself
        bare = _VERSION.sub("", form)
        name = bare if bare in self.forms or self._is_alone(bare) else form
        first = name.rpartition(" ")[0]
        if first in self.forms and organisation(name, ""):
            name = first  # "SambaNova Systems", "SambaNova"
        return _MARKS.sub("", name).casefold()


def _is_common(word: str) -> bool:
    """Whether a word is a common one, whatever its capitals: "MAchines", no abbreviation."""
    return is_ordinary(word) and not word.isupper() and word.title() not in dictionary()


def _capitals(text: str) -> Iterator[str]:
    """The words with a capital in a text."""
    return (token.word for token in tokens(text) if token.word != token.word.lower())


def _unnumbered(text: str) -> Iterator[str]:
    """Those that no number follows."""
    row = tokens(text)
    for token, after in pairwise((*row, None)):
        if token and token.word[0].isupper() and not (after and after.follows and after.word[0].isdigit()):
            yield token.word
