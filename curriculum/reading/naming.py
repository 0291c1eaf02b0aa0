"""Naming: an episode's title, number and show, settled from everything that states them.

Title: the front matter, then the heading, then a label, then the file's name; each without show, number
and what only says that a title follows. Show: the title line, a label or the front matter (the fuller of the
two, where one is a form of the other), the text, a heading over all episodes, the folder, the file's name.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from curriculum.reading import provenance
from curriculum.reading.facts import Facts
from curriculum.reading.file_names import plain_name
from curriculum.reading.persons import is_known_name
from curriculum.reading.shows import Shows
from curriculum.reading.tables import key

_FREE = frozenset("the a podcast show".split())
_MARK = r"\s*(?:[:|–—,·•]|\s-+)\s+"
_COUNT = r"(?:\s*[,|–—-]?\s*(?:episode|ep\.?|e|#)?\s*#?-?\d{1,5}(?:\s\([^()]*\))?)"
_LAST = re.compile(r"(?P<title>.*\S)\s+(?P<mark>\||[–—·•-])\s+(?P<show>[^|:–—·•]+)")
_KIND = re.compile(r"\s+(?:podcast\s+)?(?:notes|summary|recap|highlights|review)$", re.IGNORECASE)
_CODED = re.compile(
    r"(?:(?P<show>[^\W\d_][\w.&'’]*(?: [\w.&'’]+){0,4}?) #?|(?P<glued>[A-Z]{2,6})(?=\d{3}\b|0))"
    r"(?P<number>\d{1,5})(?:\s*[:|·–—-]\s+|(?<=[A-Z]0\d\d)\s+)(?=\S)"
)
_ALIAS = re.compile(r"\(([^()]{2,20})\)")


class Known(NamedTuple):
    """The signs of a show beside title and facts."""

    about: str
    """What introduces and sums up the episode, plain."""
    opening: str
    """The same as written, inline marks in it."""
    whole: str
    """All of the notes as written."""
    everything: str
    """What introduces the episode and all of the notes, without marks."""
    file: str
    folder: str
    above: tuple[str, ...]
    """Headings over all episodes."""


def show_of(titled: str, facts: Facts, known: Known, shows: Shows) -> str:
    """The show of an episode, or ""; ``titled`` is the one that its title line names."""
    if titled and facts.channel:
        facts.keep(*facts.channel)
        return shows.full_name(titled) or titled
    if titled and facts.show:
        return shows.full_name(titled) or _fuller(titled, facts.show, shows)
    if titled or facts.show:
        return titled or shows.full_name(facts.show) or facts.show
    return next((show for show in _signs(facts, known, shows) if show), "")


def _fuller(titled: str, stated: str, shows: Shows) -> str:
    """The longer of two names of a show where one is a form of the other; else that of the title line."""
    one, other = _words(titled), _words(stated)
    if titled.isupper() and " " not in titled and " " in stated:
        return shows.full_name(stated) or stated  # "TTT" is what The Tide Table calls itself
    return shows.full_name(stated) or (stated if one and one < other else titled)


def _words(show: str) -> set[str]:
    return set(key(show).split()) - _FREE


def _signs(facts: Facts, known: Known, shows: Shows) -> Iterator[str]:
    yield shows.mentioned(known.about)
    yield next((show for heading in known.above if (show := _above(heading, shows))), "")
    if told := provenance.show_in_text(known.opening):
        yield shows.full_name(told) or told
    yield shows.full_name(re.sub(r"[-_]+", " ", known.folder))
    yield provenance.of_file(known.file, shows).show
    yield shows.leading(re.sub(r"[-_]+", " ", plain_name(known.file).rpartition(".")[0]))[0]
    if facts.talk:
        yield next(filter(names_show, known.above), "") or provenance.event_of_file(known.file)


def _above(heading: str, shows: Shows) -> str:
    """The show that a heading over all episodes names, or starts with ("Radiolab notes")."""
    return shows.full_name(heading) or shows.leading(heading)[0]


def last_show(title: str, known: Known, billed: bool) -> tuple[str, str]:
    """(show, title without it), where nothing else says a show: what its notes give away, or "… | The Show".

    ``billed``: the title puts up people, so that what stands behind the last bar is no person.
    """
    if show := provenance.show_beside(known.whole, known.folder):
        return show, without_show(title, show)
    match = _LAST.fullmatch(title)
    if match is None or not _KIND.sub("", match["show"]).strip():
        return "", title
    name = _KIND.sub("", match["show"]).strip()
    words = name.split()
    capital = len(words) <= 5 and words[0][0].isupper() and words[-1][0].isupper()
    showish = provenance.is_showish(match["show"])
    bar = match["mark"] == "|"
    if (showish and capital) or (bar and capital and billed and not is_known_name(name)):
        return name, match["title"]
    return "", title


def names_show(heading: str) -> bool:
    """Whether a heading over numbered episodes can be their show's name: short, no "Podcast notes"."""
    words = heading.split()
    capital = bool(words) and words[0][0].isupper() and words[-1][0].isupper()
    return (
        capital
        and len(words) <= 6
        and not heading.endswith((".", "?", "!", ":"))
        and not provenance.is_generic(heading)
    )


def coded(title: str, number: int | None) -> tuple[str, str, int | None]:
    """(show, title without it, number), where a name and the episode's number open a title: "AiA 225: Forms".

    ``number``: what else says of it; a short name before "039" needs no other.
    """
    match = _CODED.match(title)
    if match is None:
        return "", title, number
    show = match["show"] or match["glued"]
    counted = number is None and (
        bool(match["glued"]) or (match["number"].startswith("0") and names_show(show))
    )
    if not counted and number != int(match["number"]):
        return "", title, number
    return show, title[match.end() :], int(match["number"])


def without_show(title: str, show: str, *, told: bool = False) -> str:
    """A title without a show at its start or end, by any of its forms: "… | Deep Time", "AiA 225: Forms".

    ``told``: the text told the show, so that the title may begin with it without any mark.
    """
    if told and title.casefold().startswith(f"{show.casefold()} "):
        return title[len(show) :].strip()
    initials = "".join(word[0] for word in show.split() if word[0].isupper())
    for letters in (initials, initials[1:]) if len(initials) > 2 else (initials,):
        if len(letters) > 1 and (
            led := re.match(rf"{re.escape(letters)}\s?#?-?\d{{1,5}}{_MARK}(?=\S)", title)
        ):
            return title[led.end() :]
    for pattern in _patterns(show):
        rest = pattern.sub("", title, count=1)
        if rest.strip() and rest != title:
            return rest.strip()
    return title


@lru_cache(maxsize=1024)
def _patterns(show: str) -> tuple[re.Pattern[str], ...]:
    """What a show is at the start or end of a title, in each of its forms."""
    names = (rf"(?:the\s+)?{form}(?:\s+(?:podcast|show))?" for form in _forms(show))
    return tuple(
        re.compile(rf"^{name}(?:{_COUNT}?{_MARK}|{_COUNT}\s+)(?=\S)|{_MARK}{name}{_COUNT}?$", re.IGNORECASE)
        for name in names
    )


def _forms(show: str) -> list[str]:
    """Patterns of the names that a show goes by: in full, before "with" or a colon, an alias in brackets."""
    bare = re.sub(r"^the\s+|\s+(?:podcast|show)$", "", show, flags=re.IGNORECASE)
    short = [re.split(r"\s+with\s|\s*[:|(]", bare)[0], *_ALIAS.findall(show)]
    names = dict.fromkeys(name.strip() for name in (bare, *short))
    return [r"[\s_-]+".join(map(re.escape, re.split(r"[\s_-]+", name))) for name in names if len(name) > 1]
