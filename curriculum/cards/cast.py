"""Who and what an episode is about: the names that pronouns and "the company" stand for."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from curriculum.reading.episode import Episode, SubPoint

_BILL = re.compile(r"\b[A-Z]{1,4}[ -]\d{1,5}\b|\b(?:[A-Z]\w+ ){1,5}(?:Act|Bill|Law|Directive|Treaty)\b")
_WITH = re.compile(
    r"\b[Ww]ith\s+(?:[A-Z]{2,}\s+)?(?:(?:Senator|Dr\.|Professor|Sir)\s+)?"
    r"(?P<name>[A-Z][a-zé]+(?:\s+[A-Z][\w.'’-]+){1,2})(?=$|[,;:.]|\s+(?:of|on|from|and|at)\b)"
)
_NAME_RUN = re.compile(r"[A-Z][\w+&-]*(?:\.\w+)?(?:\s+(?:[A-Z][\w+&-]*|\d+(?:\.\d+)*))*")
_OPENERS = frozenset(
    """the a an this that these those it he she they we in on at by for from with as when while if although
    because since after before however both each some many most various there one users developers
    despite due beyond while modern early earlier discussion discussions challenges importance""".split()
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


def texts(episode: Episode) -> list[str]:
    """Every running text of an episode."""
    found = [episode.introduction, episode.summary]
    for point in (*episode.points, *episode.takeaways):
        found.extend(passage.text for passage in point.passages())
    return [text for text in found if text]


def known_names(episodes: Iterable[Episode]) -> frozenset[str]:
    """Words that stand capitalised within sentences of the library and never in lower case."""
    upper: set[str] = set()
    lower: set[str] = set()
    for episode in episodes:
        for text in texts(episode):
            for match in re.finditer(r"(?<=[\w,;] )[^\W\d_][\w-]*", text):
                word = match.group()
                if word[0].isupper():
                    upper.add(word)
                else:
                    lower.add(word.capitalize())
    return frozenset(upper - lower)


def labels(points: Sequence[SubPoint]) -> list[str]:
    """The labels of points and sub-points."""
    found: list[str] = []
    for point in points:
        if point.label:
            found.append(point.label)
        found.extend(labels(point.subpoints))
    return found


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
                found = _NAME_RUN.match(re.sub(r"^(?:The|A|An)\s+", "", piece))
                if found and _named(found.group(), names):
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
    everything = [episode.title, *labels(episode.points), *body]
    laws = {match.group() for text in everything for match in _BILL.finditer(text)}
    things: dict[str, str] = {}
    for text in body:
        for match in re.finditer(
            r"\b(?P<name>[A-Z][\w.]*(?:\s[A-Z][\w.]*)*),? (?:is )?an? "
            r"(?P<what>[\w\s-]{3,60}?)(?=[,.;]|\s(?:that|which|aimed|focused|designed|for)\b)",
            text,
        ):
            noun = match["what"].split()[-1].lower()
            if noun in THING | ORGANISATION and match["name"] not in persons and _named(match["name"], names):
                things.setdefault(noun, match["name"])
        for match in re.finditer(
            r"\b(?P<noun>[a-z]+), the (?P<name>[A-Z][\w.]*(?:\s[A-Z][\w.]*)*)(?=[,.])", text
        ):
            if match["noun"] in THING and _named(match["name"], names):
                things.setdefault(match["noun"], f"the {match['name']}")
        for match in re.finditer(
            r"\b[Tt]he (?P<name>[A-Z][\w.]*(?:\s[A-Z][\w.]*)*) (?P<noun>[a-z]+)\b", text
        ):
            if match["noun"] in THING and _named(match["name"], names):
                things.setdefault(match["noun"], f"the {match['name']} {match['noun']}")
    if topic and topic in things.values():
        for noun in THING:
            things.setdefault(noun, topic)
    return Cast(people, topic, laws.pop() if len(laws) == 1 else "", things)


def _named(text: str, names: frozenset[str]) -> bool:
    first = text.split()[0]
    if first.lower() in _OPENERS or (text.isupper() and text.isalpha()):
        return False
    return first in names or (any(char.isupper() for char in first[1:]) and not first.isupper())


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
