"""Cards written from a Library: draft, check, choose, compare."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain

from curriculum.cards.ask import claimed
from curriculum.cards.card import Card
from curriculum.cards.checks import CHECKS, WRITTEN_CHECKS, check
from curriculum.cards.choose import MOST, SHIPS_FROM, Entry, choose
from curriculum.cards.context import context
from curriculum.cards.counted import counted, opened
from curriculum.cards.decisions import Decision, apply
from curriculum.cards.derive import derive
from curriculum.cards.detail import detail
from curriculum.cards.doubt import Doubts, texts_of
from curriculum.cards.draft import Draft
from curriculum.cards.finish import Drafted, finish
from curriculum.cards.gap import filled
from curriculum.cards.gate.ground import ground_of
from curriculum.cards.gate.judge import CRITIC, unfaithful
from curriculum.cards.likeness import collisions, same_fact
from curriculum.cards.proposed import place, propose
from curriculum.cards.quoted import quoted
from curriculum.cards.respelling import statements
from curriculum.cards.rules import Rule, rules
from curriculum.cards.statement import Statement, by_point
from curriculum.cards.support import Notes
from curriculum.cards.tried import Tried
from curriculum.cards.writer.assignment import places
from curriculum.cards.writer.proposal import Proposal
from curriculum.reading.episode import Episode, KeyPoint
from curriculum.reading.language import ENGLISH
from curriculum.reading.library import Library
from curriculum.reading.slug import slug


def write(
    library: Library,
    decisions: Mapping[str, Decision] | None = None,
    proposals: Collection[Proposal] = (),
) -> tuple[Card, ...]:
    """Every card of a library, shipped and held, in the order of its episodes and points.

    ``decisions`` are the learner's, by key (``cards.decisions.read``), ``proposals`` what writers drafted
    (``cards.writer.drafts_file.read``). The result depends on the texts alone: the same library in any
    order of files gives the same cards.
    """
    doubts = Doubts(library.doubts)
    found = rules()
    # most libraries have no drafts: then no place needs to be known
    placed = place(proposals, library, places(library)) if proposals else {}
    cards: list[Card] = []
    for episode, told in statements(library):
        groups = by_point(told)
        notes = Notes(episode)
        proposed = propose(notes, placed.get(episode.id, ()), groups, doubts)
        cards.extend(_episode(episode, notes, groups, doubts, found, decisions or {}, proposed))
    return apply(_apart(_settle(cards, doubts)), decisions or {})


def _episode(
    episode: Episode,
    notes: Notes,
    groups: Mapping[str, list[Statement]],
    doubts: Doubts,
    found: tuple[Rule, ...],
    decisions: Mapping[str, Decision],
    proposed: Mapping[str, tuple[Card, ...]],
) -> Iterator[Card]:
    keys: Counter[str] = Counter()
    yield from _written(episode, keys, doubts)
    for id, group in groups.items():
        own = proposed.get(id, ())
        yield from own
        entries = list(_entries(group, found, doubts, notes))
        if any(card.verdict == "ship" for card in own):
            entries = []  # what passes of a writer's comes before any rule
        entries = [_beside(entry, own) for entry in entries]
        # a draft that the learner decided on keeps its place, whatever other drafts now say
        decided, free = _decided(entries, decisions)
        shipped, held = choose(free, most=2 if id == "" else MOST)
        for entry in sorted((*decided, *shipped), key=entries.index):
            yield _card(entry, group, keys, doubts)
        if shipped or decided or own or id == "":
            continue
        yield _card(held, group, keys, doubts) if held else _recall(group, keys, doubts)
    for draft, quote in quoted(episode) if episode.language == ENGLISH else ():
        reasons = check(Tried(draft, "", quote.text))
        doubt = doubts.reason(episode.id, quote.text, quote.speaker)
        reasons = (*reasons, doubt) if doubt else reasons
        if not reasons:
            yield _numbered(Drafted(episode, None, draft, "", "", quote.text, quote.line, ()), keys, doubts)


def _beside(entry: Entry, own: Iterable[Card]) -> Entry:
    """A rule's draft, held where a critic did not want the same fact from a writer."""
    for card in own:
        unwanted = any(reason.startswith(CRITIC) for reason in card.reasons)
        if unwanted and same_fact(card.answer, entry.draft.answer):
            said = f"A critic did not want this fact: “{card.question or card.text}”"
            return entry._replace(reasons=(*entry.reasons, said))
    return entry


def _decided(entries: list[Entry], decisions: Mapping[str, Decision]) -> tuple[list[Entry], list[Entry]]:
    """The entries whose key the learner decided on, each key once, and the others."""
    if not decisions:
        return [], entries
    decided: dict[str, Entry] = {}
    free: list[Entry] = []
    for entry in entries:
        key = _key(entry.statement.episode, entry.statement.point, entry.draft)
        if key in decisions:
            decided.setdefault(key, entry)
        else:
            free.append(entry)
    return list(decided.values()), free


def _entries(
    statements: list[Statement], found: tuple[Rule, ...], doubts: Doubts, notes: Notes
) -> Iterator[Entry]:
    read = (whole for whole in statements if not whole.endless)
    for statement in chain.from_iterable((whole, *derive(whole)) for whole in read):
        lows = frozenset(statement.sentence.lows)
        fragment = statement.clause is None or statement.loose
        for rule in found:
            if (rule.clause and fragment) or (rule.words and rule.words.isdisjoint(lows)):
                continue
            for plain in rule.draft(statement):
                draft = opened(counted(plain), statement.quote)
                if statement.derived:
                    draft = draft._replace(trust=draft.trust - DERIVED_COSTS)
                if statement.derived and statement.speaker:
                    if draft.kind != "question":
                        continue  # what somebody found is asked with their name, and only so
                    if "According to" not in draft.question:
                        draft = draft._replace(question=claimed(statement, draft.question))
                if statement.place == "introduction" and draft.rule not in _FROM_INTRODUCTION:
                    continue
                line = context(draft, statement, doubts)
                tried = Tried(draft, line, statement.quote)
                reasons = check(tried, CHECKS)
                if not reasons and draft.trust >= SHIPS_FROM and statement.point is not None:
                    ground = ground_of(statement.quote, statement.episode, statement.point, notes)
                    reasons = tuple(unfaithful(tried, ground))
                doubt = doubts.reason(
                    statement.episode.id, draft.question, draft.answer, draft.text, statement.quote
                )
                waits = tuple(reason for reason in (statement.unsure, doubt) if reason)
                yield Entry(draft, statement, line, (*reasons, *waits))


DERIVED_COSTS = 3
"""Trust that a draft loses when its clause was made from a part of a sentence."""

_FROM_INTRODUCTION = frozenset(("definition", "apposition", "acronym", "doer", "participle", "when"))
"""The introduction tells what the episode is about; only facts about names are taken from it."""


def _card(entry: Entry, statements: list[Statement], keys: Counter[str], doubts: Doubts) -> Card:
    st = entry.statement
    reasons = entry.reasons
    if not reasons and entry.draft.trust < SHIPS_FROM:
        reasons = ("No rule reads this point with certainty.",)
    told = detail(entry, statements, doubts)
    made = Drafted(st.episode, st.point, entry.draft, entry.context, told, st.quote, st.line, reasons)
    return _numbered(made, keys, doubts)


def _recall(statements: list[Statement], keys: Counter[str], doubts: Doubts) -> Card:
    """The card of a point that no rule can read: its label to recall it by."""
    st = statements[0]
    text = " ".join(other.quote for other in statements)
    label = st.label or " ".join(text.split()[:6])
    draft = Draft("recall", f"{label.rstrip(' .:?')}?", text, trust=0)
    reasons = ("No rule finds a short question in this point.",)
    return _numbered(Drafted(st.episode, st.point, draft, "", "", text, st.line, reasons), keys, doubts)


def _written(episode: Episode, keys: Counter[str], doubts: Doubts) -> Iterator[Card]:
    """The cards that the person wrote in the episode file: theirs, word for word."""
    for own in episode.flashcards:
        if own.text:
            draft = Draft("written", "", own.answer, kind="cloze", text=own.text, trust=100)
        else:
            draft = Draft("written", own.question, own.answer, trust=100)
        quote = filled(own.text, own.answer) if own.text else f"{own.question} {own.answer}".strip()
        reasons = check(Tried(draft, "", quote), WRITTEN_CHECKS)
        if not (own.text or (own.question.strip() and own.answer.strip())):
            reasons = (*reasons, "The front or the back is empty.")
        yield _numbered(Drafted(episode, None, draft, "", "", quote, own.line, reasons), keys, doubts)


def _key(episode: Episode, point: KeyPoint | None, draft: Draft) -> str:
    """What the card is about: its point, its rule and its answer, never its wording."""
    # the one part is the answer as the notes have it; the answer may add a "by" for the question's grammar
    found = draft.parts[0] if len(draft.parts) == 1 else draft.answer or draft.question
    return f"{point.id if point else episode.id}/{draft.rule}/{slug(found, 40)}"


def _numbered(made: Drafted, keys: Counter[str], doubts: Doubts) -> Card:
    """The card, its key numbered where another card of the episode has the same."""
    base = _key(made.episode, made.point, made.draft)
    keys[base] += 1
    return finish(made, base if keys[base] == 1 else f"{base}-{keys[base]}", doubts)


def _settle(cards: list[Card], doubts: Doubts) -> list[Card]:
    """Held, whatever a rule says: every card on which a doubtful name can be read."""
    settled = []
    for card in cards:
        reason = doubts.reason(card.source.episode, *texts_of(card))
        if reason and card.verdict == "ship":
            card = card.model_copy(update={"verdict": "held", "reasons": (reason,)})
        settled.append(card)
    return settled


def _apart(cards: list[Card]) -> list[Card]:
    """Of cards that ask nearly the same, the one with the smaller key ships, whatever the order of files."""
    shipped = sorted(
        (card for card in cards if card.verdict == "ship"),
        key=lambda card: (card.rule != "written", card.key),
    )
    lost = collisions(shipped)
    return [
        card.model_copy(update={"verdict": "held", "reasons": (lost[card.key],)})
        if card.key in lost and card.verdict == "ship"
        else card
        for card in cards
    ]


def share(cards: Iterable[Card], episodes: Iterable[Episode]) -> tuple[int, int]:
    """How many key points have a shipped card, and how many key points there are."""
    points = [point.id for episode in episodes for point in episode.points]
    covered = {card.source.point for card in cards if card.verdict == "ship"}
    return sum(id in covered for id in points), len(points)
