"""Who and what an episode is about: the names that pronouns and "the platform" stand for."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from curriculum.cards.names import NAME_RUN, labels, named, texts
from curriculum.cards.thing import thing, topics
from curriculum.reading.episode import Episode

_BILL = re.compile(r"\b[A-Z]?[BR] \d{1,5}\b|\b(?:[A-Z]\w+ ){1,5}(?:Act|Bill|Law|Directive|Treaty)\b")
_WITH = re.compile(
    r"\b[Ww]ith\s+(?:[A-Z]{2,}\s+)?(?:(?:Senator|Dr\.|Professor|Sir)\s+)?"
    r"(?P<name>[A-Z][a-zé]+(?:\s+[A-Z][\w.'’-]+){1,2})(?=$|[,;:.]|\s+(?:of|on|from|and|at)\b)"
)
_NAME = r"(?P<name>[A-Z][\w.]*(?:\s[A-Z][\w.]*)*)"
_IS_A = re.compile(
    rf"\b{_NAME},? (?:is )?an? (?P<what>[\w\s-]{{3,60}}?)"
    r"(?=[,.;]|\s(?:that|which|aimed|focused|designed|for)\b)"
)
_NOUN_FIRST = re.compile(rf"\b(?P<noun>[a-z]+), the {_NAME}(?=[,.])")
_NAME_FIRST = re.compile(rf"\b[Tt]he {_NAME} (?P<noun>[a-z]+)\b")
ORGANISATION = frozenset("company startup firm organization organisation lab laboratory".split())
LAW = frozenset("bill legislation act law statute treaty directive".split())
THING = frozenset("platform project tool product device app application system headset headband".split())


@dataclass(frozen=True)
class Cast:
    """The names of one episode."""

    people: dict[str, str] = field(default_factory=dict)
    """A first name or surname → the full name, where only one person of the episode has it."""
    topic: str = ""
    """The named thing that most sentences of the points are about; "" when there is none."""
    law: str = ""
    """The bill or act that the episode names; "" when there is none or more than one."""
    things: dict[str, str] = field(default_factory=dict)
    """A common noun → the named thing the episode calls so ("platform" → "LibreChat")."""
    thing: str = ""
    """The name that stands above the cards (``cards.thing``); "" when there is none."""
    topics: tuple[str, ...] = ()
    """The parts of the title that say what the points are about, the most telling first."""
    told: str = ""
    """Everything the episode says: it shows what kind of thing a name is."""


def cast(episode: Episode, names: frozenset[str]) -> Cast:
    """The names that an episode's title, introduction and points make plain.

    ``names`` are the words the whole library treats as names (``known_names``).
    """
    people = _people(episode)
    body = texts(episode)
    everything = [episode.title, *labels((*episode.points, *episode.takeaways)), *body]
    topic = _topic(episode, _openings(episode, people, names))
    law = _law(episode.title, everything)
    things = _things(body, people, names)
    if topic and any(things.get(noun) == topic for noun in THING):
        things = dict.fromkeys(THING, topic) | things
    above = thing(episode, people, topic, law, names)
    return Cast(people, topic, law, things, above, topics(episode, people), "\n".join(everything))


def _openings(episode: Episode, people: dict[str, str], names: frozenset[str]) -> Counter[str]:
    """How many sentences of the points begin with each name that is nobody's."""
    starts: Counter[str] = Counter()
    for passage in (passage for point in episode.points for passage in point.passages()):
        for piece in re.split(r"(?<=[.!?])\s+", passage.text):
            found = NAME_RUN.match(re.sub(r"^(?:The|A|An)\s+", "", piece))
            if found and named(found.group(), names) and not _is_somebody(found.group(), people):
                starts[found.group()] += 1
    for short in list(starts):  # "SambaNova" and "SambaNova Systems" are one
        for long in list(starts):
            if long.startswith(short + " ") and short in starts and long in starts:
                starts[short] += starts.pop(long)
    return starts


def _is_somebody(name: str, people: dict[str, str]) -> bool:
    return name in people.values() or any(part in people for part in name.split())


def _topic(episode: Episode, starts: Counter[str]) -> str:
    """The name that more sentences begin with than with any other, where title or introduction have it."""
    ranked = sorted(starts.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < 2 or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]):
        return ""
    name = ranked[0][0]
    return name if name.split()[0] in f"{episode.title}\n{episode.introduction}" else ""


def _law(title: str, everything: list[str]) -> str:
    """The only bill that is named, where the title has it or it is named more than once."""
    laws = {match.group() for text in everything for match in _BILL.finditer(text)}
    law = laws.pop() if len(laws) == 1 else ""
    return law if law in title or sum(text.count(law) for text in everything) > 1 else ""


def _things(body: Iterable[str], people: dict[str, str], names: frozenset[str]) -> dict[str, str]:
    """What each common noun is called: the first name that a text gives it."""
    found: dict[str, str] = {}
    for noun, name, said in (call for text in body for call in _called(text)):
        if name not in people and name not in people.values() and named(name, names):
            found.setdefault(noun, said)
    return found


def _called(text: str) -> Iterator[tuple[str, str, str]]:
    """Each noun that a text gives a name to, with the name and the words that stand for both."""
    for match in _IS_A.finditer(text):
        noun = match["what"].split()[-1].lower()
        article = "the " if text[: match.start()].lower().endswith("the ") else ""
        if noun in THING | ORGANISATION:
            yield noun, match["name"], f"{article}{match['name']}"
    for pattern, said in ((_NOUN_FIRST, "the {name}"), (_NAME_FIRST, "the {name} {noun}")):
        for match in pattern.finditer(text):
            if match["noun"] in THING:
                yield match["noun"], match["name"], said.format_map(match.groupdict())


def _people(episode: Episode) -> dict[str, str]:
    full = dict.fromkeys((*episode.guests, *episode.hosts))
    for match in _WITH.finditer(episode.title):
        full.setdefault(match["name"])
    found: dict[str, str] = {}
    twice: set[str] = set()
    for name in full:
        parts = name.split()
        if len(parts) < 2:
            continue
        for part in (parts[0], parts[-1]):
            if found.setdefault(part, name) != name:
                # two spellings of one person begin alike: the title's comes first and stays unless unlike
                twice.add(part)
    return {part: name for part, name in found.items() if part not in twice}
