"""Names under which a browser keeps what a learner ticks and writes, so that a new page finds it again.

They are made of what is asked, of the notes it is asked about and of dates, never of a place: a point, an
episode or a week more before it changes none.
"""

import hashlib

from curriculum.guides.ask import Ask
from curriculum.guides.days import Day
from curriculum.guides.reviews import Review
from curriculum.planning.outline import Week
from curriculum.reading.slug import slug


def _of(text: str) -> str:
    """A short name of a text, which no other text has."""
    return f"{slug(text, 40)}-{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def of_curriculum(title: str) -> str:
    """The name before all others: curricula opened from one disk share what the browser keeps."""
    return slug(title)


def of_week(week: Week, what: str) -> str:
    """A name in a week, which is known by the episode that it begins with; by its title when it has none."""
    return f"week/{week.episodes[0].id if week.episodes else slug(week.title)}/{slug(what)}"


def of_day(week: Week, day: Day) -> str:
    """A day of the plan."""
    return f"day/{day.date}" if day.date else of_week(week, f"day {day.place + 1}")


def of_review(week: Week, review: Review) -> str:
    """A review of a week."""
    return of_week(week, f"review {review.number}")


def of_episode(episode: str, what: str) -> str:
    """What is written about an episode (its id)."""
    return f"episode/{episode}/{slug(what)}"


def of_point(point: str, what: str) -> str:
    """What is written about a key point (its id)."""
    return f"point/{_of(point)}/{slug(what)}"


def of_text(kind: str, text: str) -> str:
    """A goal, a guess, a word to own or another text that is ticked or answered."""
    return f"{kind}/{_of(text)}"


def of_ask(week: Week, ask: Ask, again: bool) -> str:
    """A question of the self-test; ``again`` for one of an earlier week, answered anew."""
    name = ask.key or of_text(ask.kind, ask.question)
    return f"{of_week(week, 'again')}/{name}" if again else f"test/{name}"
