"""Who and what the points of a book call by name."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from curriculum.cards.inflect import in_dictionary
from curriculum.cards.kind import organisation
from curriculum.cards.names import known_names
from curriculum.guides.index.abbreviations import abbreviations
from curriculum.guides.index.names import bare_words, is_strange, names
from curriculum.guides.index.people import Person, people
from curriculum.guides.index.places import Places, Stand, Words
from curriculum.reading.episode import Episode
from curriculum.reading.lexicon import is_ordinary
from curriculum.reading.library import Library
from curriculum.reading.persons import FIRST_NAMES
from curriculum.reading.shows import known_shows

ENGLISH = "en"
_VERSION = re.compile(r" \d+(?:\.\d+)*$")
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
        self._places = Places(stands, {bare_words(name) for name in wanted})

    def _forms(self) -> Counter[str]:
        known = known_names(one for one in self._library.episodes if one.language == ENGLISH)
        found: Counter[str] = Counter()
        for stand in self._stands:
            english = stand.episode.language == ENGLISH
            heads = stand.heads
            texts = [(text, not english) for text in stand.texts if text not in heads]
            for text, headed in (*texts, *((head, True) for head in heads)):
                some = names(text, known if english else frozenset(), headed)
                found.update(name for name in some if not self.is_doubted(name, stand.episode.id))
        return found

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
            found = {*self._places.of_name(person.name)}
            if person.alone:
                found |= {*self._places.of_name(person.last)}
            yield Named(person.listed, person.name, self._in_order(found))

    def things(self) -> Iterator[Named]:
        """The names of firms, products, laws and the like."""
        groups: dict[str, list[str]] = defaultdict(list)
        for form in self.forms:
            if self._is_thing(form):
                groups[self._key(form)].append(form)
        for forms in groups.values():
            found = {anchor for form in forms for anchor in self._places.of_name(form)}
            best = max(forms, key=lambda form: (organisation(form, ""), self.forms[form], form))
            best = self._short.get(best, best)
            bare = _VERSION.sub("", best)
            name = bare if bare in forms else best
            long = self._long.get(name, "")
            yield Named(f"{long} ({name})" if long else name, long or name, self._in_order(found))

    def _in_order(self, anchors: Iterable[str]) -> tuple[str, ...]:
        found = set(anchors)
        return tuple(stand.anchor for stand in self._stands if stand.anchor in found)

    def _is_thing(self, form: str) -> bool:
        """Whether a name is no person's and no show's, and more than a word with a chance capital."""
        words = form.split()
        if self.own.issuperset(form.casefold().split()):
            return False
        if form.casefold() in self._shows or self._known_shows.full_name(form):
            return False
        if len(words) > 1 or is_strange(form):
            return True
        if form.lower() in FIRST_NAMES or (in_dictionary(form) and form in self._parts):
            return False  # "Rose", where "Rose Blumkin" is named too
        return self.forms[form] > 1 or not is_ordinary(form)

    def _key(self, form: str) -> str:
        """What the forms of one name have in common: "TinyGPU", "Tiny GPU"; "Claude", "Claude 3"."""
        form = self._short.get(form, form)
        bare = _VERSION.sub("", form)
        name = bare if bare in self.forms else form
        first = name.rpartition(" ")[0]
        if first in self.forms and organisation(name, ""):
            name = first  # "SambaNova Systems", "SambaNova"
        return _MARKS.sub("", name).casefold()
