"""The thing an episode is about: the name that stands above its cards."""

import re
from collections.abc import Iterator, Mapping

from curriculum.cards.content import content
from curriculum.cards.inflect import in_dictionary
from curriculum.cards.names import NAME_RUN, labels, named
from curriculum.reading.episode import Episode, KeyPoint

_GUESTS = re.compile(
    r"\s+(?:[Ee]xplained |[Tt]old )?(?:[Ww]ith|[Bb]y|[Ff]eat\.?|[Ff]eaturing)\s+"
    r"(?=\S+\s+\S)(?=.*[A-Z][a-z]).*$"
)
_BREAK = re.compile(r"\s*[:,?|]\s+|\s+[-–—]\s+|\s*[–—]\s*")
_SHARE = 0.3
"""Share of the points that must name the thing."""
_TELLING = 0.15
"""Share of the points that must have a title part's content word, on average."""
_HEARD = 5_000
"""Characters of the introduction in which the thing is looked for."""
LONGEST_TOPIC = 11
"""Words of a title's part that still stand above a card."""


def thing(episode: Episode, people: Mapping[str, str], topic: str, law: str, names: frozenset[str]) -> str:
    """The proper name that title or introduction give and the points keep to; "" when there is none.

    The subject of most sentences (``topic``) comes first, then the bill that title or labels name, then
    the name that the most points mention.
    """
    heard = " ".join((episode.title, episode.introduction[:_HEARD]))
    told = [" ".join((point.label, *labels(point.subpoints), *texts)) for point, texts in _said(episode)]
    whole = " ".join((heard, *told))
    if topic and not _is_person(topic, people, whole):
        return "" if _paired(topic, episode.title, names) else topic
    if law and (law in episode.title or sum(law in point.label for point in episode.points) > 1):
        return law
    found: dict[str, int] = {}
    for match in NAME_RUN.finditer(heard.replace("’", "'").replace("'s", ",")):
        name = re.sub(r"^(?:The|A|An) ", "", match.group())
        if name in found or not named(name, names) or name in episode.show or _is_person(name, people, whole):
            continue
        found[name] = sum(_written(name).search(text) is not None for text in told)
    best = max(found, key=lambda name: (found[name], len(name), name), default="")
    # the title's one name ("TinyGPU") needs fewer points than one among several
    rivals = [name for name in found if name != best and name in episode.title and found[name]]
    alone = best in episode.title and not rivals and not in_dictionary(best)
    needed = 2 if alone else max(2, _SHARE * len(told))
    if not best or found[best] < needed or _paired(best, episode.title, names):
        return ""
    return (
        f"the {best}"
        if re.search(rf"\bthe {re.escape(best)}(?! \w+(?:ed|project|team)\b)\b", whole)
        else best
    )


def topics(episode: Episode, people: Mapping[str, str]) -> tuple[str, ...]:
    """The parts of a title that say what the points are about, the most telling first.

    A part tells when its content words return in the points: "Ward Round" does not, "What the Immune
    System Remembers" does; a date or "Episode 12" never does. The more points have its words, the more.
    """
    told = [
        set(re.findall(r"[\w-]+", " ".join((point.label, *texts)).lower())) for point, texts in _said(episode)
    ]
    scored = []
    for place, piece in enumerate(_BREAK.split(episode.title)):
        part = re.sub(r"^(?:and|or|&) ", "", _GUESTS.sub("", piece).strip(" .,?!-"))
        words = content(part)
        spread = [sum(_has(point, word) for point in told) for word in words]
        if not 2 <= len(part.split()) <= LONGEST_TOPIC or any(word in people for word in part.split()):
            continue
        if 2 * sum(map(bool, spread)) >= len(words) > 0:
            telling = sum(spread) >= _TELLING * len(words) * len(told)
            scored.append((not telling, -sum(spread) / len(words) if telling else 0.0, place, part))
    return tuple(part for *_, part in sorted(scored))


def _has(words: set[str], stem: str) -> bool:
    """Whether one of the words has the stem; only words that open like it are stemmed, which is quicker."""
    return any(word.startswith(stem[:4]) and stem in content(word) for word in words)


def _paired(name: str, title: str, names: frozenset[str]) -> bool:
    """Whether a title sets another name beside this one: "Fen and Marsh Race …" is about neither alone."""
    beside = re.search(rf"\b([A-Z]\w+) and {re.escape(name)}\b|\b{re.escape(name)} and ([A-Z]\w+)", title)
    return beside is not None and named(beside[1] or beside[2], names)


def _written(name: str) -> re.Pattern[str]:
    """A name as a word of its own, "TinyGPU" also as "Tiny GPU"."""
    return re.compile(r"\b" + re.sub(r"(?<=[a-z])(?=[A-Z])", r"\\s?", re.escape(name)) + r"\b")


def _said(episode: Episode) -> Iterator[tuple[KeyPoint, list[str]]]:
    for point in (*episode.points, *episode.takeaways):
        yield point, [passage.text for passage in point.passages()]


def _is_person(name: str, people: Mapping[str, str], text: str) -> bool:
    """Whether a name is, or ends as, a person's: a surname follows a first name or a title somewhere."""
    known = set(people) | set(people.values())
    if name in known or any(part in people for part in name.split()):
        return True
    return (
        " " not in name
        and re.search(rf"\b(?:Dr|Prof|Mr|Ms|Mrs|Sir|Senator)\.? (?:[A-Z]\w+ )?{name}\b", text) is not None
    )
