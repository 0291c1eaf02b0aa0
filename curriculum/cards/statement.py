"""One sentence of an episode made ready for the rules: unframed, named, tagged."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from curriculum.cards.cast import Cast
from curriculum.cards.clause import Clause, clause
from curriculum.cards.names import texts
from curriculum.cards.naming import full_name, referred
from curriculum.cards.sentence import split
from curriculum.cards.tagger import Sentence, tag
from curriculum.cards.unframe import unframe
from curriculum.reading.episode import Episode, KeyPoint, SubPoint

LONGEST = 2_000
"""Characters; a longer sentence is none that a rule could read. The longest we know has 1,354."""


@dataclass(frozen=True)
class Statement:
    """A fact as the rules see it, with the exact words it came from."""

    episode: Episode
    point: KeyPoint | None
    """None for the introduction."""
    label: str
    """The point's label."""
    sublabel: str
    """The label of the line itself, when it is a labelled sub-point; else ""."""
    line: int
    quote: str
    """The sentence exactly as the notes have it."""
    sentence: Sentence
    """The working text: frame removed, pronouns replaced by names."""
    clause: Clause | None
    """Its main clause, when subject and verb are certain."""
    speaker: str
    """The person whose claim it is; "" for the notes' own statement."""
    cast: Cast
    place: str
    """Where it stands: ``point``, ``takeaway`` or ``introduction``."""
    labelled: int = 0
    """How many lines of the point have labels of their own."""
    framed: bool = False
    opens_named: bool = False
    """Whether its first word is one that the library treats as a name."""
    derived: bool = False
    """Whether it is a part of the sentence made a clause of its own (``cards.derive``)."""
    unsure: str = ""
    """Why its subject is not certain to be what the notes mean; every card of it waits. "" when it is."""
    loose: bool = False
    """Whether it opens with a word that points back and could not be replaced ("This", "He")."""

    @property
    def endless(self) -> bool:
        """Whether the sentence is too long to be read: no rule looks at it."""
        return len(self.quote) > LONGEST

    @property
    def fragment(self) -> bool:
        """Whether the sentence has no certain main clause (a noun phrase, "Using X to …")."""
        return self.clause is None


_POINTING = re.compile(r"^(?:It|They|He|She|This|These|Those|That|Both|Such|His|Her|Their|Its)\b")


def state(episode: Episode, cast: Cast, names: frozenset[str]) -> Iterator[Statement]:
    """Every sentence of the introduction, points and takeaways, in the order of the file.

    ``cast`` are the episode's names, ``names`` the words the library treats as names.
    """
    line = episode.source.line
    common = common_words(episode)
    for paragraph in (text for text in episode.introduction.split("\n\n") if text.strip()):
        yield from _passage(episode, None, "", line, paragraph, cast, names, "introduction", common=common)
    for place, points in (("point", episode.points), ("takeaway", episode.takeaways)):
        for point in points:
            yield from _point(episode, point, point, cast, names, place, common)


def by_point(told: Iterable[Statement]) -> dict[str, list[Statement]]:
    """The statements of each point, by its id; "" for those of the introduction."""
    groups: dict[str, list[Statement]] = {}
    for statement in told:
        groups.setdefault(statement.point.id if statement.point else "", []).append(statement)
    return groups


def common_words(episode: Episode) -> frozenset[str]:
    """The words that stand somewhere in the episode in lower case: no names, wherever they stand."""
    return frozenset(word for text in texts(episode) for word in re.findall(r"(?<![\w-])[a-z][\w-]+", text))


def _point(
    episode: Episode,
    point: KeyPoint,
    part: SubPoint,
    cast: Cast,
    names: frozenset[str],
    place: str,
    common: frozenset[str],
) -> Iterator[Statement]:
    sublabel = "" if part is point or part.kind else part.label
    labelled = sum(bool(sub.label) and not sub.kind for sub in part.subpoints)
    before: Statement | None = None
    if part.text:
        yield from _passage(episode, point, sublabel, part.line, part.text, cast, names, place, None, common)
    for sub in part.subpoints:
        made: list[Statement] = []
        label = "" if sub.kind else sub.label  # "Problem", "Significance" are no terms
        if sub.subpoints:
            made.extend(_point(episode, point, sub, cast, names, place, common))
        elif sub.text:
            made.extend(
                _passage(episode, point, label, sub.line, sub.text, cast, names, place, before, common)
            )
        yield from (replace(statement, labelled=labelled) for statement in made)
        before = made[-1] if made else before


def _passage(
    episode: Episode,
    point: KeyPoint | None,
    sublabel: str,
    line: int,
    text: str,
    cast: Cast,
    names: frozenset[str],
    place: str,
    before: Statement | None = None,
    common: frozenset[str] = frozenset(),
) -> Iterator[Statement]:
    for span in split(text):
        quote = text[span.start : span.end]
        statement = Statement(
            episode=episode,
            point=point,
            label=point.label if point else "",
            sublabel=sublabel,
            line=line + text.count("\n", 0, span.start),
            quote=quote,
            sentence=Sentence(quote, (), ()),
            clause=None,
            speaker="",
            cast=cast,
            place=place,
            loose=True,
        )
        if len(quote) <= LONGEST:
            bare = unframe(quote)
            named = referred(bare.text, point, sublabel, cast, names, before)
            opens_named, sentence = tagged(named, cast, names, common)
            statement = replace(
                statement,
                sentence=sentence,
                clause=clause(sentence),
                speaker=full_name(bare.speaker, cast, before),
                framed=bare.framed,
                opens_named=opens_named,
                loose=is_loose(named),
            )
        yield statement
        before = statement


def tagged(text: str, cast: Cast, names: frozenset[str], common: frozenset[str]) -> tuple[bool, Sentence]:
    """Whether a working text opens with a name, and the text tagged accordingly.

    ``common`` are the words that stand somewhere in the episode in lower case.
    """
    first = text.split(maxsplit=1)[0] if text.split() else ""
    opens_named = re.sub(r"['’]s?$", "", first.strip(",.:;")) in names or first in cast.people
    return opens_named, tag(text, opens_named, first.lower() in common and not opens_named)


def is_loose(text: str) -> bool:
    """Whether a working text still opens with a word that points back."""
    return _POINTING.match(text) is not None
