"""Which cards the self-test asks, and which headings where there is no study material."""

from collections import Counter
from collections.abc import Collection, Sequence

from curriculum.guides.ask import BLANK, Ask, apart, content, mixed
from curriculum.guides.demand import Demand, demands, every, says_kind
from curriculum.guides.label_question import label_question
from curriculum.planning.label_words import generic_stems
from curriculum.planning.light_words import light
from curriculum.planning.spellings import Spellings
from curriculum.planning.text import first_sentence, of_points
from curriculum.reading.episode import Episode, KeyPoint

EACH = 3
"""Cards of one episode, at most, the multiple choices among them; and headings."""
DEMANDING = 8
"""Points asked by their label and what is said of it, where there is no study material."""
SAYING = 5
"""Words of a sentence that says something."""
FIRST = 320
"""Letters of a sentence that may stand as the answer."""
ENDINGS = 5
"""Points are asked what their label asks, or for the end of their first sentence, only where fewer than so
many are asked otherwise …"""
HEADINGS = 2
"""… and by their label alone only where fewer than so many are."""
CUED = 4
"""Points of an episode that keep a card beside them, where nothing else is asked of them."""


def in_sight(ask: Ask, episode: Episode) -> bool:
    """Whether half of the answer's words and more stand beside the cue, in the point's label or the
    title, or the whole answer in the introduction."""
    labels = [point.label for point in of_points(episode) if point.id == ask.point]
    answer = content(ask.answer)
    seen = content(" . ".join((*labels, episode.title)))
    if not labels or not answer:
        return False
    return 2 * len(answer & seen) >= len(answer) or ask.answer.casefold() in episode.introduction.casefold()


def preferred(asks: Sequence[Ask], episode: Episode, kept: int = CUED) -> list[Ask]:
    """The questions of an episode that a self-test may take, the best first.

    Those answered beside their cue come first, then the second ones of a point, then, while ``kept`` points
    or more keep a cue, single ones from the last point on, at least one, if any; last those of no point,
    whose answer no page may have.
    """
    loose = [ask for ask in asks if not ask.point]  # they have no point to stand beside
    seen = [ask for ask in asks if ask.point and in_sight(ask, episode)]
    first: dict[str, Ask] = {}
    for ask in asks:
        if ask.point:
            first.setdefault(ask.point, ask)
    second = [ask for ask in asks if ask.point and ask != first[ask.point]]
    single = [ask for ask in reversed(first.values()) if sum(a.point == ask.point for a in asks) == 1]
    spare = max(1 if not (loose or second) else 0, len(first) - kept)
    # a gap alone in brackets is no question without the text around it
    whole = [ask for ask in (*seen, *second, *single[:spare], *loose) if f"({BLANK})" not in ask.question]
    return list(dict.fromkeys(whole))


def recall(piles: Sequence[Sequence[Ask]], others: Sequence[Ask], count: int) -> tuple[Ask, ...]:
    """Up to ``count`` questions, of the episode of which least is asked so far, none that gives another away.

    Args:
        piles: for each episode the questions to choose from, the best first.
        others: what else the self-test asks.
        count: how many.
    """
    chosen = [ask.episode for ask in others if ask.kind == "choice"]
    load = Counter(ask.episode for ask in others)
    waiting = [list(pile) for pile in piles if pile]
    taken: list[Ask] = []
    while waiting and len(taken) < count:
        pile = min(waiting, key=lambda pile: load[pile[0].episode])  # of which least is asked so far
        found = next((ask for ask in pile if apart(ask, (*others, *taken))), None)
        if not found or chosen.count(found.episode) >= EACH:
            waiting.remove(pile)
            continue
        taken.append(found)
        pile.remove(found)
        chosen.append(found.episode)
        load[found.episode] += 1
        waiting = [pile for pile in waiting if pile]
    return tuple(taken)


def specific(label: str) -> bool:
    """Whether a heading names a matter: two words or more, beside initials, that are not said of anything."""
    named = {word for word in content(label) if len(word) > 2}
    return len(named - generic_stems() - light()) >= 2


def headings(
    episodes: Sequence[Episode], asked: Collection[str], others: Sequence[Ask], first: Sequence[Ask] = ()
) -> tuple[Ask, ...]:
    """Points that are not ``asked``, by their labels and what their words answer, the episodes in turn.

    What tests a goal of the week comes ``first``. Only where there are few of them, others are asked what
    their label asks, for the end of their first sentence, or by their label alone.

    Args:
        episodes: whose points.
        asked: ids of points that something else asks.
        others: what else the self-test asks.
        first: what tests the goals of the week.
    """
    points = [
        (episode.id, point)
        for episode in episodes
        for point in episode.points
        if point.id not in asked and tellable(point)
    ]
    taken: list[Ask] = []
    _take(first, taken, others, DEMANDING)
    signed = mixed(ask for id, point in points for ask in labelled(id, point, demands(point)))
    _take(signed, taken, others, DEMANDING)
    known = {episode.id: Spellings(episode) for episode in episodes}
    questions = ((id, point, label_question(point.label, known[id])) for id, point in points)
    _take(mixed(told(id, point, one.text) for id, point, one in questions if one), taken, others, ENDINGS)
    rest = mixed(ask for id, point in points for ask in labelled(id, point, every(point)))
    _take(rest, taken, others, ENDINGS)
    plain = mixed(told(id, point, point.label) for id, point in points)
    _take(plain, taken, others, HEADINGS)
    return tuple(taken)


def _take(asks: Sequence[Ask], taken: list[Ask], others: Sequence[Ask], count: int) -> None:
    """Take of these what stands apart from all that is taken, until ``count`` are."""
    for ask in asks:
        few = sum(one.episode == ask.episode for one in taken) < EACH
        new = all(one.point != ask.point and (one.answer != ask.answer or not one.answer) for one in taken)
        said = not ask.has_gap or says_something(ask.answer)
        if few and new and said and len(taken) < count and apart(ask, (*others, *taken)):
            taken.append(ask)


def told(episode: str, point: KeyPoint, question: str) -> Ask:
    """A question that a point as a whole answers; its first sentence is what it says in short."""
    return Ask("", question, "", episode, point.id, _first(point), "label")


def _first(point: KeyPoint) -> str:
    """The first sentence of a point that says something, in some words; "" for none."""
    firsts = (first_sentence(passage.text) for passage in point.passages())
    return next((first for first in firsts if len(first.split()) >= SAYING and len(first) <= FIRST), "")


def labelled(episode: str, point: KeyPoint, wanted: Sequence[Demand]) -> tuple[Ask, ...]:
    """What is ``wanted`` of an episode's point, with its label."""
    return tuple(
        Ask(
            "",
            demand.about(point.label),
            demand.answer,
            episode,
            point.id,
            demand.said,
            "gap" if demand.said else "list",
        )
        for demand in wanted
    )


def tellable(point: KeyPoint) -> bool:
    """Whether a point has a label that names its matter, and a sentence on it: more than an address."""
    return specific(point.label) and not says_kind(point.label) and bool(_first(point))


def says_something(answer: str) -> bool:
    """Whether an answer has a word that not any text has: "the real fix" has none."""
    return bool(content(answer) - generic_stems() - light())
