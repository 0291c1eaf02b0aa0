"""Who and what an episode is about: the names that pronouns and "the company" stand for."""

import re
from collections import Counter
from dataclasses import dataclass, field

from curriculum.cards.kind import organisation
from curriculum.cards.names import NAME_RUN, labels, named, texts
from curriculum.cards.thing import thing, topics
from curriculum.reading.episode import Episode

_BILL = re.compile(r"\b[A-Z]?[BR] \d{1,5}\b|\b(?:[A-Z]\w+ ){1,5}(?:Act|Bill|Law|Directive|Treaty)\b")
_WITH = re.compile(
    r"\b[Ww]ith\s+(?:[A-Z]{2,}\s+)?(?:(?:Senator|Dr\.|Professor|Sir)\s+)?"
    r"(?P<name>[A-Z][a-zé]+(?:\s+[A-Z][\w.'’-]+){1,2})(?=$|[,;:.]|\s+(?:of|on|from|and|at)\b)"
)
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

    def firms(self, text: str) -> list[str]:
        """The names in ``text`` that the episode shows to be companies or the like, in their order."""
        return [name for name in NAME_RUN.findall(text) if organisation(name, self.told)]


def cast(episode: Episode, names: frozenset[str]) -> Cast:
    """The names that an episode's title, introduction and points make plain.

    ``names`` are the words the whole library treats as names (``known_names``).
    """
    people = _people(episode)
    persons = set(people.values()) | set(people)
    starts: Counter[str] = Counter()
    body = texts(episode)
    for point in episode.points:
        for passage in point.passages():
            for piece in re.split(r"(?<=[.!?])\s+", passage.text):
                found = NAME_RUN.match(re.sub(r"^(?:The|A|An)\s+", "", piece))
                if found and named(found.group(), names):
                    starts[found.group()] += 1
    for name in list(starts):
        if name in persons or any(part in people for part in name.split()):
            del starts[name]
    for short in list(starts):  # "SambaNova" and "SambaNova Systems" are one
        for long in list(starts):
            if long != short and long.startswith(short + " ") and short in starts and long in starts:
                starts[short] += starts.pop(long)
    heard = f"{episode.title}\n{episode.introduction}"
    topic = ""
    ranked = sorted(starts.items(), key=lambda item: (-item[1], item[0]))
    alone = len(ranked) == 1 or (len(ranked) > 1 and ranked[1][1] < ranked[0][1])
    if alone and ranked[0][1] >= 2 and ranked[0][0].split()[0] in heard:
        topic = ranked[0][0]
    everything = [episode.title, *labels((*episode.points, *episode.takeaways)), *body]
    laws = {match.group() for text in everything for match in _BILL.finditer(text)}
    things: dict[str, str] = {}
    for text in body:
        for match in re.finditer(
            r"\b(?P<name>[A-Z][\w.]*(?:\s[A-Z][\w.]*)*),? (?:is )?an? "
            r"(?P<what>[\w\s-]{3,60}?)(?=[,.;]|\s(?:that|which|aimed|focused|designed|for)\b)",
            text,
        ):
            noun = match["what"].split()[-1].lower()
            if noun in THING | ORGANISATION and match["name"] not in persons and named(match["name"], names):
                article = "the " if text[: match.start()].lower().endswith("the ") else ""
                things.setdefault(noun, f"{article}{match['name']}")
        for match in re.finditer(
            r"\b(?P<noun>[a-z]+), the (?P<name>[A-Z][\w.]*(?:\s[A-Z][\w.]*)*)(?=[,.])", text
        ):
            if match["noun"] in THING and named(match["name"], names):
                things.setdefault(match["noun"], f"the {match['name']}")
        for match in re.finditer(
            r"\b[Tt]he (?P<name>[A-Z][\w.]*(?:\s[A-Z][\w.]*)*) (?P<noun>[a-z]+)\b", text
        ):
            if match["noun"] in THING and named(match["name"], names):
                things.setdefault(match["noun"], f"the {match['name']} {match['noun']}")
    if topic and any(things.get(noun) == topic for noun in THING):
        for noun in THING:
            things.setdefault(noun, topic)
    law = laws.pop() if len(laws) == 1 else ""
    known = law in episode.title or sum(text.count(law) for text in everything) > 1
    law = law if law and known else ""
    above = thing(episode, people, topic, law, names)
    return Cast(people, topic, law, things, above, topics(episode, people), "\n".join(everything))


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
