"""Facts: what the ``key: value`` lines of one episode's notes say, nothing of them lost."""

import re
from collections.abc import Callable, Sequence

from curriculum.reading import fields
from curriculum.reading.billing import billed
from curriculum.reading.blocks import Line
from curriculum.reading.credits import Credit
from curriculum.reading.episode import Remark, Section
from curriculum.reading.fields import Field, Subtitle
from curriculum.reading.headings import section_kind
from curriculum.reading.inline import links, pictures, plain
from curriculum.reading.persons import Person, is_writer

_TAG_GAP = re.compile(r"[,;]|\s+(?=#)")
_NUMBER = re.compile(r"(?<![\w.,])#?(\d{1,5})(?![\w.,]*\d)")


_NUMBER_FIRST = re.compile(r"#?(?P<number>\d{1,5})\s*(?:[:|–—]|\s-)\s+(?P<title>\S.*)")
_NETWORK = re.compile(
    r"(?P<show>[^()]+\S)\s*\([^()]*\b(?:network|podcast|media|radio|fm)\b[^()]*\)", re.IGNORECASE
)
_ROLED = frozenset("people persons cast participants contributors".split())
_ONLY_NUMBER = re.compile(r"#?\s*\d{1,5}")


class Facts:
    """Gathers the facts of an episode; a value that cannot be understood is kept as it is written."""

    def __init__(self) -> None:
        self.title = ""
        self.summary = ""
        """From the front matter."""
        self.show = ""
        self.number: int | None = None
        self.date = ""
        self.duration: int | None = None
        self.hosts: list[str] = []
        self.guests: list[str] = []
        self.beside: list[str] = []
        """People of a line under the title, which does not say who hosts whom."""
        self.talk = False
        """Whether a line under the title says whose talk it is."""
        self.channel: tuple[Field, int] | None = None
        """The channel that brings the show, which is named for it only where nothing else is."""
        self.authors: list[str] = []
        self.tags: list[str] = []
        self.links: list[str] = []
        self.pictures: list[str] = []
        self.remarks: list[Remark] = []
        self.nobody: set[str] = set()
        """The facts that a line says are not known ("Guests: None")."""
        self.kept: list[Line] = []
        self._author: tuple[Field, int] | None = None
        """An "author", whom exports of podcasts take for the show when they name none."""

    def add(self, stated: Field, line: int) -> None:
        """Enter one fact."""
        value = plain(fields.unlinked(stated.value))
        if value != plain(stated.value) and stated.name in ("title", "show"):
            self.keep(stated, line)  # the folder that the link leads into
        if fields.is_nothing(value):
            self.nobody.add(stated.name)
            self.keep(stated, line)
            return
        self.pictures.extend(pictures(stated.value))
        where = self.pictures if stated.name == "pictures" else self.links
        where.extend(links(stated.value))
        match stated.name:
            case "title" if _ONLY_NUMBER.fullmatch(value) and self.number in (None, int(value.lstrip("# "))):
                self.number = int(value.lstrip("# "))
            case "title" if (told := _NUMBER_FIRST.match(value)) and self.number is None and not self.title:
                self.number, self.title = int(told.group("number")), told.group("title")
            case "show" if (said := fields.subtitle(value)) and self.number is None:
                self.number = said.number  # "The Tide Table, episode 12"
                self.add(stated._replace(value=said.show), line)
                if said.rest:
                    self.keep(stated, line)
            case "show" if (named := fields.show_name(value)) != value:
                if named:
                    self.add(stated._replace(value=named), line)
                self.keep(stated, line)  # what is said of the show
            case "show" if (
                stated.key.casefold() == "author" and "[[" not in stated.value and is_writer(value)
            ):
                self.authors.append(value)
                self.keep(stated, line)  # who wrote the notes
            case "show" if self._author and stated.key.casefold() != "author":
                self.keep(*self._author)
                self.authors.append(self.show)
                self.show, self._author = value, None
            case "show" if not self.show and stated.key.casefold() == "author":
                self.show, self._author = value, (stated, line)
            case "title" if self.title and section_kind(self.title, exact=True):
                self.keep_line(Line(line, self.title))
                self.title = value  # "Summary" is what a file holds, no title
            case "show" if not self.show and (network := _NETWORK.fullmatch(value)):
                self.show = network.group("show")
                self.keep(stated, line)
            case "title" | "show":
                if getattr(self, stated.name):
                    self.keep(stated, line)
                else:
                    setattr(self, stated.name, value)
                if stated.name == "show" and "channel" in stated.key.casefold() and self.show == value:
                    self.channel = (stated, line)
            case "number":
                self._once(stated, line, "number", _number)
            case "date":
                self._once(stated, line, "date", fields.iso_date)
            case "duration":
                self._once(stated, line, "duration", fields.minutes)
            case "hosts" | "guests" | "people" | "beside":
                self._people(stated, line)
            case "kept" if stated.key.casefold() in _ROLED and _all_roled(stated.value):
                self._people(stated._replace(name="guests"), line)
            case "tags":
                self.add_tags(value)
            case "remarks":
                self.remarks.append(Remark(text=value, line=line))
            case "links" if value in links(stated.value):
                pass
            case _:
                self.keep(stated, line)

    def add_subtitle(self, said: Subtitle, line: Line) -> None:
        """Enter show, number and guests of a line under the title; the line is kept as it is too."""
        self.show = self.show or said.show
        self.number = said.number if self.number is None else self.number
        self.guests.extend(name for name in billed(said.rest) if name not in self.guests)
        self.keep_line(line)

    def add_tags(self, value: str) -> None:
        """Enter tags, ``#a #b`` or ``a, b``."""
        tags = [tag.strip(" \t#\"'[],") for tag in _TAG_GAP.split(value)]
        self.tags = list(dict.fromkeys([*self.tags, *filter(None, tags)]))

    def keep(self, stated: Field, line: int) -> None:
        """Keep a fact that has no field of its own."""
        self.kept.append(Line(line, f"{stated.key}: {plain(stated.value)}"))

    def keep_line(self, line: Line) -> None:
        """Keep a line that stands among facts and is none."""
        self.links.extend(links(line.text))
        self.pictures.extend(pictures(line.text))
        if shown := plain(line.text):
            self.kept.append(Line(line.number, shown))

    def fill(self, credits: Sequence[Credit]) -> None:
        """Fill what is missing from lines that are accounted for elsewhere; people's roles they put right."""
        found = Facts()
        for credit in credits:
            found.add(credit.fact, credit.line)
        for name in ("show", "title", "number", "date", "duration"):
            if not getattr(self, name):
                setattr(self, name, getattr(found, name))
        self.nobody |= found.nobody
        self.hosts = [name for name in self.hosts if name in found.hosts or name not in found.guests]
        self.guests = [name for name in self.guests if name in found.guests or name not in found.hosts]
        self.hosts.extend(name for name in found.hosts if name not in self.hosts)
        self.guests.extend(name for name in found.guests if name not in self.guests)
        self.beside.extend(found.beside)
        self.authors.extend(found.authors)
        self.talk = self.talk or found.talk

    def take_over(self, other: "Facts") -> None:
        """Fill what is missing from the facts of the whole file."""
        self.show = self.show or other.show
        for name in ("hosts", "guests", "authors", "tags"):
            mine: list[str] = getattr(self, name)
            if not mine:
                mine.extend(getattr(other, name))

    def sections(self) -> tuple[Section, ...]:
        """What was kept, as a section called Metadata; none when nothing was."""
        if not self.kept:
            return ()
        text = "\n".join(line.text for line in self.kept)
        return (Section(title="Metadata", text=text, line=self.kept[0].number),)

    def _once(self, stated: Field, line: int, name: str, understand: Callable[[str], object]) -> None:
        value = understand(plain(stated.value))
        if getattr(self, name) or not value:
            self.keep(stated, line)
        else:
            setattr(self, name, value)
            if _more_than(stated.name, plain(stated.value)):
                self.keep(stated, line)

    def _people(self, stated: Field, line: int) -> None:
        found = fields.people(stated.value)
        self.talk = self.talk or (stated.name, stated.key) == ("beside", "by")
        self.meet(found, stated.name)
        said = set(re.findall(r"\w+", " ".join(person.name for person in found)))
        if not said.issuperset(set(re.findall(r"\w+", plain(stated.value))) - {"and"}):
            self.keep(stated, line)  # roles and firms beside the names

    def meet(self, found: Sequence[Person], who: str) -> None:
        """Enter people as ``who`` (hosts, guests, beside; people: one of each); their own words go first."""
        for place, person in enumerate(found):
            mine = "hosts" if person.hosts else "guests" if person.visits else who
            if mine == "people":
                mine = "hosts" if place == 0 and len(found) > 1 else "guests"
            for name in ("hosts", "guests", "beside"):
                names: list[str] = getattr(self, name)
                if name == mine and person.name not in names:
                    names.append(person.name)
                elif name != mine and person.name in names and (person.hosts or person.visits):
                    names.remove(person.name)


def _all_roled(value: str) -> bool:
    """Whether a list of people says of each one host or guest."""
    found = fields.people(value)
    return bool(found) and all(person.hosts or person.visits for person in found)


def _number(value: str) -> int | None:
    match = _NUMBER.search(value)
    return int(match.group(1)) if match else None


def _more_than(name: str, value: str) -> bool:
    """Whether a value says more than the figure or date that is read from it."""
    words = [word for word in re.findall(r"[^\W\d_]{3,}", value.lower()) if word not in _COUNTED]
    return bool(words) and (name != "date" or not all(word in fields.MONTHS for word in words))


_COUNTED = frozenset("minutes minute mins min hours hour hrs episode the and".split())


def fact_lines(lines: Sequence[Line], facts: Facts) -> list[int]:
    """Enter those of the lines that state facts; the numbers of the lines entered."""
    entered: list[int] = []
    for line in lines:
        for fact in fields.stated(line.text):
            facts.add(fact, line.number)
            entered.append(line.number)
    return entered
