"""Pairs: questions with their answers among the lines of one paragraph or list item."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from curriculum.reading import clozes, signs
from curriculum.reading.blocks import Line
from curriculum.reading.clozes import OPEN
from curriculum.reading.episode import WrittenCard
from curriculum.reading.inline import plain, verbatim


class Pair(NamedTuple):
    """A question with its answer, in the words that a reader sees, and the numbers of all their lines."""

    card: WrittenCard
    used: frozenset[int]


def pair_of(line: int, front: str, back: Iterable[str], used: Iterable[int]) -> Pair:
    """The pair of a prepared front, at this line, and the prepared lines of its back."""
    answer = " ".join(filter(None, map(_shown, back)))
    return Pair(WrittenCard(question=_shown(front), answer=answer, line=line), frozenset(used))


def prepared(lines: Sequence[Line]) -> list[Line]:
    """The lines that hold something, ``verbatim`` and without the bold marks that stand around Q and A."""
    told = [line for line in lines if line.text.strip()]
    shown = verbatim([line.text for line in told])
    return [Line(line.number, text.replace("**", "")) for line, text in zip(told, shown, strict=True)]


def paired(
    lines: Sequence[Line], under: Sequence[Line] = (), *, item: bool = False, section: bool = False
) -> tuple[list[Pair], list[Line]]:
    """The questions with answers among prepared lines, and the lines of neither.

    ``under``: what is nested below the last line. ``item``: the lines are one list item and belong
    together. ``section``: they stand in a section of flashcards, where less shows a card.
    """
    starts = [place for place, line in enumerate(lines) if signs.opens(line.text, section=section)]
    if not starts:
        turned = _turned(lines, under)
        return ([turned], []) if turned else ([], list(lines))
    left = list(lines[: starts[0]])
    pairs: list[Pair] = []
    waiting = False
    for start, end in pairwise([*starts, len(lines)]):
        run = lines[start:end]
        above = left if start == starts[0] and _reaches_back(left, run[0], item=item) else []
        below = under if end == len(lines) else ()
        pair = _pair([_one(above, run[0]), *run[1:]], below, item=item, section=section)
        if waiting and sum(signs.replies(line.text) is not None for line in run) > 1:
            pair = None  # questions first, then their answers: which is whose is not sure
        waiting = pair is None and signs.asks(run[0].text) is not None
        if pair:
            pairs.append(pair._replace(used=pair.used | {line.number for line in above}))
            left = left[: len(left) - len(above)]
        left.extend(line for line in run if not pair or line.number not in pair.used)
    return pairs, left


def goes_on_below(lines: Sequence[Line]) -> bool:
    """Whether the last card of some prepared lines takes in a list right below them."""
    starts = [place for place, line in enumerate(lines) if signs.opens(line.text)]
    last = lines[starts[-1]].text if starts else ""
    if starts and signs.asks(last) is not None:
        return lines[-1].text.rstrip().endswith(":") and not is_open(lines)
    turned = not starts and sum(signs.is_turn(line.text) for line in lines[1:]) == 1
    return turned or (signs.is_tagged(last) and signs.sides(last) is None)


def is_open(lines: Sequence[Line], under: Sequence[Line] = ()) -> bool:
    """Whether the last ``Q:`` of some prepared lines has no answer among them."""
    starts = [place for place, line in enumerate(lines) if signs.opens(line.text)]
    last = lines[starts[-1] :] if starts else []
    return bool(last) and signs.asks(last[0].text) is not None and not _pair(last, under, item=True)


def _reaches_back(above: Sequence[Line], head: Line, *, item: bool) -> bool:
    """Whether the front of a card with a tag begins in the lines above it."""
    return bool(above) and signs.is_tagged(head.text) and (item or not signs.is_finished(above[-1].text))


def _one(above: Sequence[Line], head: Line) -> Line:
    return Line(head.number, " ".join(line.text for line in (*above, head)))


def _pair(run: Sequence[Line], under: Sequence[Line], *, item: bool, section: bool = False) -> Pair | None:
    """The card of the line that opens one, with the lines after it and nested below; None without answer."""
    head, *rest = run
    if two := signs.sides(head.text, section=section):
        more = [after for _, after in takewhile(lambda pair: item or _wraps(*pair), pairwise(run))]
        return _made(head, [two[0]], [Line(head.number, two[1]), *more, *under])
    after = [*rest, *under]
    question = signs.asks(head.text)
    if question is None:
        front = signs.without_tag(head.text)
        shows_clozes = OPEN in front or any(OPEN in line.text for line in under)
        return None if shows_clozes else _made(head, [front], after)
    if both := signs.with_reply(question):
        return _made(head, [both[0]], [Line(head.number, both[1]), *after])
    chosen = any(signs.option(line.text) == "B" for line in after)
    for place, line in enumerate(after):
        answer = signs.replies(line.text, head.text)
        if answer is not None and not (chosen and signs.option(line.text)):
            before = [other.text for other in after[:place] if not signs.is_turn(other.text)]
            back = [Line(line.number, answer), *map(_without_reply, after[place + 1 :])]
            return _made(head, [question, *before], back, after[:place])
    return _made(head, [question], after) if section and not chosen else None


def _turned(lines: Sequence[Line], under: Sequence[Line]) -> Pair | None:
    """The card of lines with one ``?`` between question and answer."""
    turns = [place for place, line in enumerate(lines) if signs.is_turn(line.text)]
    if len(turns) != 1 or turns[0] == 0:
        return None
    before, after = lines[: turns[0]], lines[turns[0] + 1 :]
    return _made(before[0], [line.text for line in before], [*after, *under], lines[: turns[0] + 1])


def _made(head: Line, front: Sequence[str], back: Sequence[Line], beside: Sequence[Line] = ()) -> Pair | None:
    used = (head.number, *(line.number for line in (*beside, *back)))
    asked = " ".join(map(signs.without_tag, front))
    pair = pair_of(head.number, asked, (line.text for line in back), used)
    return pair if pair.card.question and pair.card.answer else None


def sentences(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines of a paragraph, those joined that are one sentence with one run of deletions in it."""
    whole: Line | None = None
    for line in lines:
        if whole and _shares_deletion(whole, line):
            whole = Line(whole.number, f"{whole.text.rstrip()} {line.text.strip()}")
        elif whole:
            yield whole
            whole = line
        else:
            whole = line
    if whole:
        yield whole


def _shares_deletion(line: Line, after: Line) -> bool:
    """Whether a line goes on in the next one and only one of them has deletions, or one is cut in two."""
    cut = line.text.rfind("{{c") > line.text.rfind("}}")
    both = "{{c" in line.text and "{{c" in after.text
    return cut or (("{{c" in line.text or "{{c" in after.text) and not both and _wraps(line, after))


def _without_reply(line: Line) -> Line:
    said = signs.replies(line.text)
    return line if said is None else Line(line.number, said)


def _wraps(line: Line, after: Line) -> bool:
    """Whether a line goes on in the next one."""
    return not signs.is_finished(line.text) and after.text.lstrip()[:1].islower()


def _shown(text: str) -> str:
    return plain(clozes.unshielded(text))
