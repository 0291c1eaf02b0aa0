"""Dates in the guide's language (babel)."""

import datetime as dt

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton, get_day_names

from curriculum.planning.outline import Week


class Dates:
    """Formats dates as the readers of one language write them."""

    def __init__(self, language: str) -> None:
        self.locale = Locale.parse(language.replace("-", "_"))

    @property
    def direction(self) -> str:
        """``ltr`` or ``rtl``."""
        return "rtl" if self.locale.text_direction == "right-to-left" else "ltr"

    def day(self, date: dt.date) -> str:
        """Weekday, day and month: ``Mon 6 May``."""
        return str(format_skeleton("MMMEd", date, locale=self.locale)).replace(",", "")

    def short_month(self, date: dt.date) -> str:
        """The month's name, abbreviated."""
        return str(format_date(date, "LLL", locale=self.locale))

    def month(self, date: dt.date) -> str:
        """Month and year: ``May 2024``."""
        return str(format_skeleton("yMMMM", date, locale=self.locale))

    def weekday(self, place: int) -> str:
        """Short name of a weekday, 0 for Monday."""
        return str(get_day_names("abbreviated", context="stand-alone", locale=self.locale)[place % 7])

    def number(self, day: dt.date, whole: bool) -> str:
        """Day of the month, with the month when it is the first or ``whole`` asks for it."""
        if whole or day.day == 1:
            return str(format_skeleton("MMMd", day, locale=self.locale))
        return str(day.day)

    def between(self, start: dt.date, end: dt.date) -> str:
        """First to last day, what they share written once: ``6–12 May 2024``."""
        return str(format_interval(start, end, "yMMMd", locale=self.locale))

    def span(self, week: Week) -> str:
        """First to last day of a week; "" when it has no dates."""
        return self.between(week.start, week.end) if week.start and week.end else ""
