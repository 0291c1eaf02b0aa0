"""Learning goals from key points' labels: few and true beats many."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from curriculum.planning import dates
from curriculum.planning.label_words import is_generic, pointing
from curriculum.planning.spellings import Spellings, small
from curriculum.planning.template import Heading, heading
from curriculum.planning.text import of_points
from curriculum.planning.themes import Themes
from curriculum.reading.episode import Episode, KeyPoint
from curriculum.reading.generic import says_only_kind
from curriculum.reading.tables import table
from curriculum.reading.words import STOPWORDS, stem, stems, words

MOST = 4
"""Goals of a week, at most."""
SAME = {"words": 1, "why": 1, "facts": 2}
"""Goals of a kind, at most; of the other kinds as many as there are."""
RANKS = {"compare": 0.5, "list": 0.5, "why": 0.2, "facts": 0.1, "words": 0.0}
"""The rarer the kind, the better the goal."""
ODD = frozenset(
    """one two three four five six seven eight nine ten first second third last next less more fewer most
    once twice again alone early late beyond
    toward towards across despite without not no always never every each new better
    worse best worst good bad why how what who where when none""".split()
)
"""A label that begins or ends with one of these is a headline rather than the name of a matter."""
VERBS = frozenset("is are was were can could will would has have had do does did not no".split())
"""A label with one of these is a sentence."""
MONTHS = frozenset(month.lower() for month in dates.MONTHS)
_COMPARED = re.compile(
    r"^(?P<one>[\w-]+(?: [\w-]+)?) (?:vs\.?|versus) (?P<other>[\w-]+(?: [\w-]+)?)(?P<rest> [\w -]+)?$", re.I
)
_LISTED = re.compile(
    r"^(?P<what>goals|aims|modes|types|kinds|causes|stages|phases|principles|steps|forms|rules|laws|parts"
    r"|methods|benefits|risks) of (?P<of>[\w'’ -]+)$",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"^[\w-]+(?: [\w-]+){0,5}$")
PREPOSITIONS = frozenset("of in for with at on to by from".split())
FACTS, WORDS = "Give two facts about “{}”", "Explain “{}” in your own words"
"""Forms of goals that any label can fill."""
_NUMBERS = ("", "", "two", "three", "four", "five", "six")


class Goal(NamedTuple):
    """A goal and how surely it is worth stating."""

    worth: float
    kind: str
    text: str


def goals(
    episodes: Sequence[Episode],
    themes: Themes,
    week: Sequence[str],
    doubted: Collection[str] = (),
    template: Collection[Heading] = (),
) -> tuple[str, ...]:
    """What the learner can do after a week of these episodes, at most ``MOST``, in order of study.

    Each episode gives its best goal first, then the next, as long as labels make a sentence that is
    surely true; a week may have none. ``week`` are the ids of its themes: labels with their words go first.
    No kind of goal but the rare ones comes more often than ``SAME``. ``doubted`` are spellings in doubt:
    no goal is built on them, nor on the headings of the ``template``.
    """
    wanted = {stem(word) for id in week for seed in themes[id].seeds for word in words(seed)}
    shunned = {word for form in doubted for word in words(form)}
    waiting = [
        sorted(_of_episode(episode, wanted, shunned, template), key=lambda goal: (-goal.worth, goal.text))
        for episode in episodes
    ]
    chosen: list[tuple[int, Goal]] = []
    for _ in range(MOST):
        for at, found in enumerate(waiting):
            kinds = Counter(goal.kind for _, goal in chosen)
            texts = {goal.text for _, goal in chosen}
            free = [
                goal
                for goal in found
                if kinds[goal.kind] < SAME.get(goal.kind, MOST) and goal.text not in texts
            ]
            if free and len(chosen) < MOST:
                chosen.append((at, free[0]))
                # a label makes one goal, in whichever form
                waiting[at] = [goal for goal in found if _topic(goal.text) != _topic(free[0].text)]
    return tuple(goal.text for _, goal in sorted(chosen, key=lambda pair: pair[0]))


def is_hollow(goal: str) -> bool:
    """Whether a goal has a form that any label can fill, so that it says nothing of its matter."""
    return any(
        goal.startswith(before) and goal.endswith(after)
        for before, after in (form.split("{}") for form in (FACTS, WORDS))
    )


def _topic(text: str) -> str:
    return text.partition("“")[2].partition("”")[0] or text


def _of_episode(
    episode: Episode, wanted: set[str], shunned: set[str], template: Collection[Heading]
) -> Iterator[Goal]:
    known = Spellings(episode)
    people = shunned.union(word for name in (*episode.guests, *episode.hosts) for word in words(name))
    for point in of_points(episode):
        said = {stem(word) for word in words(point.label)}
        if heading(point.label) in template or says_only_kind(point.label):
            continue
        if not said or said & {stem(word) for word in people} or not any(point.passages()):
            continue
        rank = len(said & wanted) / len(said) - (point in episode.takeaways)
        for kind, text in _forms(point, known):
            yield Goal(rank + RANKS[kind], kind, text)


def _forms(point: KeyPoint, known: Spellings) -> Iterator[tuple[str, str]]:
    """The goals that a label can make: kind and sentence."""
    label = point.label.strip(" .:")
    compared, listed = _COMPARED.match(label), _LISTED.match(label)
    if compared:
        if not _both_described(point, compared["one"], compared["other"]):
            return
        one, other, rest = (
            known.spelled(part) or small(part)
            for part in (compared["one"], compared["other"], compared["rest"] or "")
        )
        yield "compare", f"Compare {one} and {other} {rest}".strip()
        return
    if listed:
        named = [sub for sub in point.subpoints if sub.label]
        what, of = listed["what"].lower(), known.spelled(listed["of"]) or small(listed["of"])
        if 2 <= len(named) < len(_NUMBERS) and len(named) == len(point.subpoints):
            yield "list", f"List the {_NUMBERS[len(named)]} {what} of {of}"
        elif len(words(listed["of"])) <= 4:
            yield "list", f"State the {what} of {of}"
        return
    spelled = known.spelled(label) or ("" if _is_heading(label) else small(label))
    if not spelled or not _explained(label) or _is_name(spelled):
        return
    text = " ".join(passage.text for passage in point.passages())
    if _matters().search(text):
        yield "why", f"Say why “{spelled}” {'matter' if _is_plural(label) else 'matters'}"
    if len(re.findall(r"[.!?](?:\s|$)", text)) >= 2:
        yield "facts", FACTS.format(spelled)
    yield "words", WORDS.format(spelled)


@cache
def _matters() -> re.Pattern[str]:
    """What says of a matter why it matters: "crucial for safe trains", not "the importance of trains"."""
    (signs,) = (row["signs"] for row in table("demands")["demand"] if row["kind"] == "worth")
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, signs))}) \w+|\bbecause\b", re.IGNORECASE)


def _both_described(point: KeyPoint, one: str, other: str) -> bool:
    """Whether some sentence speaks of the one alone and some sentence of the other alone.

    "There is a debate about A and B" describes neither.
    """
    if len(other.split()) > len(one.split()):
        other = other.rsplit(maxsplit=1)[0]  # "static vs. dynamic analysis": both are analysis
    mine, theirs = set(stems(one)), set(stems(other))
    mine, theirs = mine - theirs, theirs - mine
    sentences = [
        set(stems(sentence))
        for passage in point.passages()
        for sentence in re.split(r"(?<=[.!?;])\s+", passage.text)
    ]
    return any(mine & said and not theirs & said for said in sentences) and any(
        theirs & said and not mine & said for said in sentences
    )


def _is_heading(label: str) -> bool:
    """Whether a label has capitals as headings do, on words after the first that are no acronyms."""
    return any(word[:1].isupper() and word[1:] == word[1:].lower() for word in label.split()[1:])


def _is_plural(label: str) -> bool:
    """Whether a noun phrase stands for several things: "safety standards", "genes and cells"."""
    said = words(label)
    head = _head(said)
    return "and" in said or (head.endswith("s") and not head.endswith(("ss", "us", "is", "ics")))


def _explained(label: str) -> bool:
    """Whether the label is a noun phrase that names a matter: "Memory Management", not "Future Plans"."""
    said = words(label)
    if not _PLAIN.match(label) or not 2 <= len(said) <= 5:
        return False
    if any(word.endswith("ing") and said[at] in PREPOSITIONS for at, word in enumerate(said[1:])):
        return False  # "Proposals for Improving Governance" is a heading
    first, head = said[0], _head(said)
    if (VERBS | pointing() | MONTHS).intersection(said):
        return False
    if {first, said[-1]} & ODD or any(char.isdigit() for char in first):
        return False  # "Two Clinics", "Less Salt", "Scan First": they tell, and name no matter
    if first in STOPWORDS or first.endswith("ing"):
        return False  # "Utilizing Top Tools", "AlphaFold and Its Impact": no noun phrase of one matter
    return not any(is_generic(word) for word in (first, head, *_joined(said)))


def _is_name(phrase: str) -> bool:
    """Whether it begins with a word that the text writes as a name: "Northern Rock", not "GPU design"."""
    first = phrase.split()[0]
    return first[0].isupper() and first[1:] == first[1:].lower() and len(first) > 1


def _head(said: Sequence[str]) -> str:
    """The word a noun phrase turns on: the last before "of", "in", "for" …"""
    for at, word in enumerate(said):
        if word in PREPOSITIONS:
            return said[at - 1] if at else word
    return said[-1]


def _joined(said: Sequence[str]) -> Iterable[str]:
    """The words before an "and", which are heads too."""
    return (said[at - 1] for at, word in enumerate(said) if word == "and" and at)
