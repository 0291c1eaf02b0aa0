"""About how high an episode's page is, to begin with the type in which it is likely to fit.

A wrong estimate costs a second layout, nothing else: what is printed is decided by what was laid out.
"""

from collections.abc import Sequence

from curriculum.guides.asks import Asks
from curriculum.guides.measure import lines
from curriculum.guides.paper import Setting, Sheet
from curriculum.reading.episode import Episode


def place(settings: Sequence[Setting], episode: Episode, asks: Asks, sheet: Sheet) -> int:
    """The place of the first setting in which the episode is likely to take one page; 0 when none is."""
    for number, setting in enumerate(settings):
        if height(setting, episode, asks, sheet) <= sheet.height - 0.5 * setting.type.lead:
            return number
    return 0


def has_room(asks: Asks, pairs: int, sheet: Sheet) -> bool:
    """Whether a self-test with ``pairs`` to match is likely to have two lines for each answer."""
    questions = (*asks.test, *asks.earlier)
    ems = sheet.width / sheet.type.size - 10
    high = 9 + 0.65 * pairs + 2 * bool(asks.earlier)
    high += sum(0.5 + lines(ask.question, ems, bold=False) for ask in questions)
    answers = sum(not ask.has_gap for ask in questions)
    return high * sheet.type.lead + 2 * answers * sheet.rule <= sheet.height


def height(setting: Setting, episode: Episode, asks: Asks, sheet: Sheet) -> float:
    """Height of the episode's page in points, with the lines for the sentence at its end."""
    size, lead, tight = setting.type
    gap = 0.3 if tight else 0.5
    ems = sheet.width / size
    beside = (sheet.width - sheet.cue) / size
    narrow = (sheet.cue - sheet.gutter) / size / 0.9 if sheet.cue else ems
    high = 3.5 + (1.25 if tight else 1.5) * lines(episode.title, ems / (1.4 if tight else 1.75), bold=True)
    high += sum(lines(part, ems / 0.9, bold=False) for part in episode.introduction.splitlines() if part)
    for point in (*episode.points, *episode.takeaways):
        cue = lines(f"00 {point.label}", narrow, bold=True)
        cue += sum(lines(ask.question, narrow, bold=True) for ask in asks.cues.get(point.id, ())) or 1
        cue += lines(point.topic, narrow, bold=False) if point.topic else 0
        say = sum(lines(passage.text, beside - 1, bold=False) for passage in point.passages())
        high += gap + (cue + say if sheet.edition.stacked else max(cue, say))
    for quote in episode.quotes:
        high += 1.5 + sum(lines(text, beside, bold=False) for text in (quote.text, quote.comment) if text)
    high += 1.5 * bool(episode.takeaways)
    if episode.summary and not setting.bare:
        high += 2 + lines(episode.summary, beside, bold=False)
    return high * lead + (2 if tight else 3) * sheet.rule
