"""Faults: the problems that reading finds in one file's episodes."""

from collections.abc import Mapping, Sequence

from curriculum.count import several
from curriculum.problems import Problem
from curriculum.reading.body import Body

_SHOWN_OPENINGS = 5


def empty_points(body: Body, name: str, title: str) -> list[Problem]:
    """A problem for each point that is only a label, but for the mere titles of an unfilled template."""
    return [
        Problem(
            path=name,
            line=draft.line,
            kind="empty-point",
            message=f"{draft.account.capitalize()} of “{title}” has no text"
            + (f" after its label “{draft.label}”." if draft.label else "."),
            remedy="Add what the episode says about it, or delete the line.",
        )
        for draft in [*body.points, *body.takeaways]
        if draft.bare and not draft.unfilled
    ]


def untitled(name: str, line: int, title: str) -> Problem:
    """The problem of an episode whose title we made up."""
    return Problem(
        path=name,
        line=line,
        kind="title",
        message=f"This episode has no title; it is called “{title}” after the text or the file’s name.",
        remedy="Write its title as a heading above it (# Title).",
    )


def long_title(name: str, line: int, length: int, most: int) -> Problem:
    """The problem of a title that was cut."""
    return Problem(
        path=name,
        line=line,
        kind="too-long",
        message=f"This title of {length:,} characters was cut: a title may have {most:,}.",
        remedy="Write a short title as a heading, and the rest as text below it.",
    )


def pointless(name: str, line: int, title: str) -> Problem:
    """The problem of an episode without key points."""
    return Problem(
        path=name,
        line=line,
        kind="no-points",
        message=f"“{title}” has no key points.",
        remedy="Write them as a list under a heading “Key Points”.",
    )


def unfilled(name: str, line: int, title: str, count: int) -> Problem:
    """The problem of an episode that has nothing but titles of points, ``count`` of them."""
    return Problem(
        path=name,
        line=line,
        kind="no-points",
        message=f"“{title}” holds nothing to learn: {several(count, 'title')} and no text below.",
        remedy="Write below each title what the episode says, or leave the file out (`exclude`).",
    )


def showless(name: str, line: int, title: str) -> Problem:
    """The problem of an episode of no known show."""
    return Problem(
        path=name,
        line=line,
        kind="show",
        message=f"The show of “{title}” is not known.",
        remedy="Write “Show: …” under the title, or put the files into a folder named as the show.",
    )


def unread(accounts: Mapping[int, str], lines: Sequence[str], name: str) -> list[Problem]:
    """A problem for each line that no field took."""
    return [
        Problem(
            path=name,
            line=number,
            kind="unread",
            message=f"This line was not understood: {_cut(lines[number - 1].strip())}",
            remedy="Move it under a heading, or report the format.",
        )
        for number, account in accounts.items()
        if account == "unread"
    ]


def nothing(accounts: Mapping[int, str], name: str) -> list[Problem]:
    """The problem of a file that holds no episode; none for a blank file."""
    return [
        Problem(
            path=name,
            kind="no-episode",
            message="This file holds no episode: no title, no key points, no quotes, no known section.",
            remedy="Write a title as a heading (# Title) and the key points in a list below it.",
        )
        for _ in list(accounts)[:1]
    ]


def unsure_split(name: str, openings: Sequence[int], count: int) -> Problem:
    """The problem of a file that may be one episode or several; ``openings`` is where the several begin."""
    places = ", ".join(map(str, openings[:_SHOWN_OPENINGS])) + " …" * (len(openings) > _SHOWN_OPENINGS)
    if count == 1:
        message = f"Read as one episode; what lines {places} begin could also be {len(openings)} episodes."
        remedy = "If they are episodes, number their titles (“Episode 1: …”)."
    else:
        message = f"Read as {count} episodes; what lines {places} begin could also be the topics of one."
        remedy = "If it is one, write its title (# …) and “## Key Points” above, and make the topics ###."
    return Problem(path=name, line=openings[0], kind="split", message=message, remedy=remedy)


def _cut(text: str, limit: int = 80) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"
