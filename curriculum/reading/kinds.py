"""Kinds of notes: by what a file shows that it is an episode's, or of another kind.

Each mark has a weight. What a file declares itself to be ("type: recipe", "Category: #podcasts") weighs 3;
labels, headings, addresses and the folder it stands in weigh 2; words that speak of an episode weigh 1. The
heavier side wins; where both weigh alike, it is the other kind's only if it has more marks of that weight: to
read a recipe costs a look, to lose an episode costs the episode.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

from curriculum.reading import manners
from curriculum.reading.correspondence import is_correspondence
from curriculum.reading.glance import Glance, glance
from curriculum.reading.manners import Verdict
from curriculum.reading.shows import Shows
from curriculum.reading.tables import key, table

EPISODE = Verdict("episode", "")
"""Of a file that shows that it is an episode's."""
SILENT = Verdict("", "")
"""Of a file that shows nothing: what it stands among decides (``triage``)."""

_LINK = re.compile(
    r"\[\[[^\]\n]{1,300}\]\]|\[[^\]\n]{0,300}\]\((?!\w+://)[^)\n]{0,300}\)|^\s*(?:\d+[.)]|[-*+] \[[ xX]\])"
)
"""A link to another note, and the mark of a list before it."""
_TASK = re.compile(r"\s*(?:[-*+]\s+)?(?:\[[ xX/-]\]|(?:TODO|DONE|LATER|NOW|DOING)\b)")
_PLACEHOLDER = re.compile(r"<%|\{\{(?!\{)\s*[\w.:|\"' -]{1,40}\}\}")
_NO_PLACEHOLDER = re.compile(
    r"\{\{\s*(?:c\d+::|cloze|audio|video|embed|youtube|query|tweet|twitter|pdf|renderer|table|\[\[)|`[^`{]{0,80}\{\{[^`]{0,80}`",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"(?:^|[^\w])(?:with|by|on|w/)\s+[A-Z][\w’'.-]+\s+[A-Z]"
    r"|^(?:#?\d{1,4}\W+)?[A-Z][\w’'.-]+ [A-Z][\w’'-]+ on \w"
)
_PHRASES = tuple(
    map(
        re.compile,
        (
            r"this (?:\d+[- ]minute )?(?:podcast )?episode\b",
            r"episode (?:of|from|with|\d+)\b",
            r"podcast (?:episode|transcript|summary|notes)\b",
            r"show notes\b",
        ),
    )
)
"""Of small letters; each begins with letters that are quickly found."""
_NAMED = re.compile(r"\b(?:podcasts?|episodes?|ep\.? ?#?\d+|show ?notes)\b", re.IGNORECASE)
_TALK = re.compile(
    r"^\W*(?:interview|conversation|talk|chat)\b(?! (?:prep|questions?|tips|guide|process))"
    r"|\b(?:interview|conversation|chat) (?:with|of)\b|\W interview$",
    re.IGNORECASE,
)
_WITH = tuple(map(re.compile, (r"interview (?:with|between)\b", r"conversation (?:with|between)\b")))
_TAGGED = re.compile(r"(?:podcast|episode)s?\b")
_BEFORE_TAG = re.compile(r"(?:^|[^\w/#])#[\w/-]*$|\[\[[^\]\n]*$")
"""What a tag or a link to another note begins with."""
_TAG_LENGTH = 60
_MOST = 200
"""Words that are looked at for being tags."""
_NOBODY = re.compile(r"\W*[\d\W]*$|\S+\.\S+$|[a-z][\w-]*$")
"""A value of "Guests: 40", "Host: 10.0.0.1" or "Host: localhost", which are no people."""
_LONG = 1000
"""Characters of a line that is surely no list of links."""
_WORD = re.compile(r"[^\W\d_]{2,}")


class _Other(NamedTuple):
    """A kind of note that is no episode's."""

    name: str
    declared: frozenset[str]
    folders: frozenset[str]
    parts: frozenset[str]
    sure: frozenset[str]
    titles: re.Pattern[str] | None


@cache
def _others() -> tuple[_Other, ...]:
    return tuple(
        _Other(
            name=kind["name"],
            declared=frozenset(map(key, kind["declared"])),
            folders=frozenset(map(key, kind.get("folders", ()))),
            parts=frozenset(map(key, kind.get("parts", ()))),
            sure=frozenset(map(key, kind.get("sure", ()))),
            titles=re.compile(kind["titles"], re.IGNORECASE) if "titles" in kind else None,
        )
        for kind in table("vault")["other"]
    )


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(map(key, table("vault")["episode"][name]))


@cache
def _spoken() -> tuple[str, ...]:
    return tuple(table("vault")["episode"]["words"])


def mark(text: str, parts: Sequence[str], shows: Shows) -> Verdict:
    """What a file is: ``EPISODE``, ``SILENT``, or why it is left out.

    Args:
        text: of the file.
        parts: the folders it stands in, within the source, and its name.
        shows: those that are known.
    """
    if not text.strip():
        return Verdict("blank", "Nothing is in it.")
    if is_correspondence(text):
        return Verdict("writer", "It is what `curriculum write` asked, or what was answered.")
    look = glance(text)
    if unfilled := _unfilled(look, text):
        return unfilled
    *folders, name = parts
    said = dict(_for(look, text, shows, name))
    among = _is_among_episodes(folders, shows)
    if special := _special(parts, look, said, among):
        return special
    if among:
        said["folder"] = 2
    weight = max(said.values(), default=0)
    if weight == 3:
        return EPISODE
    against: dict[str, _Against] = {}
    for one in _against(look, folders, name):
        against.setdefault(one.sort, one)  # two tags are no more than one
    heaviest = max((one.weight for one in against.values()), default=0)
    mine = sum(amount == weight for amount in said.values())
    theirs = [one.why for one in against.values() if one.weight == heaviest]
    if heaviest > weight or (theirs and heaviest == weight and len(theirs) > mine):
        return Verdict("note", theirs[0])
    return EPISODE if weight else SILENT


def _for(look: Glance, text: str, shows: Shows, name: str) -> Iterator[tuple[str, int]]:
    """Each sort of mark of an episode, with its weight."""
    if (look.types | look.tags) & _words("declared"):
        yield "declared", 3
    if any(
        (name_of in _words("labels") and not _NOBODY.match(value))
        or (name_of in _words("sources") and _NAMED.search(value))
        for name_of, value in look.facts
    ):
        yield "label", 2
    titles = (*look.headings, manners.plain_stem(name))
    if any(_NAMED.search(title) or _of_show(title, shows) for title in titles):
        yield "heading", 2
    lowered = text.lower()
    known = table("vault")["episode"]
    if any(address in lowered for address in known["addresses"]):
        yield "address", 2
    if any(address in lowered for address in known["films"]):
        yield "film", 0
    if any(phrase.search(lowered) for phrase in _PHRASES):
        yield "phrase", 2
    if _is_tagged(lowered):
        yield "tag", 1
    if (look.sections & _words("sections")) - {key(titles[-1])}:
        yield "section", 1
    if any(_PERSON.search(title) or _TALK.search(title) for title in (titles[0], titles[-1])) or any(
        phrase.search(lowered) for phrase in _WITH
    ):
        yield "person", 1
    if _is_spoken_of(lowered):
        yield "words", 1


def _is_tagged(lowered: str) -> bool:
    """Whether a tag or a link to another note names podcasts or episodes."""
    return any(
        _BEFORE_TAG.search(lowered[max(0, found.start() - _TAG_LENGTH) : found.start()])
        for found in islice(_TAGGED.finditer(lowered), _MOST)
    )


def _is_spoken_of(lowered: str) -> bool:
    """Whether two different words speak of an episode, or one does twice that means nothing else."""
    return sum(_begins(word, lowered) for word in _spoken()) > 1 or lowered.count("podcast") > 1


def _begins(beginning: str, lowered: str) -> bool:
    """Whether a word of a text begins so."""
    at = lowered.find(beginning)
    while at > 0 and lowered[at - 1].isalnum():
        at = lowered.find(beginning, at + 1)
    return at >= 0


def _of_show(title: str, shows: Shows) -> bool:
    """Whether a title starts with a known show, and a mark or number parts it from the rest."""
    show, end = shows.leading(title)
    return bool(show) and bool(re.match(r"\s*(?:$|[:|#–—-]|\d|ep)", title[end:], re.IGNORECASE))


def _is_among_episodes(folders: Sequence[str], shows: Shows) -> bool:
    """Whether the nearest folder that tells anything is one of podcasts, or of a show."""
    for folder in reversed(folders):
        if (
            manners.is_among_shows((folder,))
            or _NAMED.search(folder)
            or shows.full_name(folder.replace("-", " ").replace("_", " "))
        ):
            return True
        if any(key(folder) in other.folders for other in _others()):
            return False
    return False


class _Against(NamedTuple):
    """A mark of another kind of note."""

    sort: str
    weight: int
    why: str


def _against(look: Glance, folders: Sequence[str], name: str) -> Iterator[_Against]:
    """Each mark of another kind of note."""
    seen = look.sections | {name_of for name_of, _ in look.facts}
    tasks = sum(bool(_TASK.match(line)) for line in look.body)
    if tasks > 2 and tasks * 5 >= len(look.body) * 3:
        yield _Against("tasks", 2, f"It is a list of tasks: {tasks} of its {len(look.body)} lines are tasks.")
    for other in _others():
        if told := sorted(look.types & other.declared):
            yield _Against("type", 3, f"It is {other.name}: it says “{told[0]}” of itself.")
        elif told := sorted(look.tags & other.declared):
            yield _Against("tag", 2, f"It is {other.name}: it has the tag “{told[0]}”.")
        if told := sorted(seen & other.sure) or (
            sorted(seen & other.parts) if len(seen & other.parts) > 1 else []
        ):
            yield _Against("parts", 2, f"It is {other.name}: it has “{'” and “'.join(told[:2])}”.")
        if other.titles and (match := other.titles.search(name)):
            yield _Against("title", 2, f"It is {other.name}: it is called “{match[0]}”.")
    for folder in reversed(folders):
        for other in _others():
            if key(folder) in other.folders:
                yield _Against("folder", 2, f"It is {other.name}: it stands in “{folder}”.")
                return


def _special(parts: Sequence[str], look: Glance, said: Mapping[str, int], among: bool) -> Verdict | None:
    """Why a file is left out whose name or shape is that of no note on one thing; None for any other."""
    told = "declared" in said or (len(said) > 1 and max(said.values()) > 1)
    lines = look.body
    if not said.keys() & {"label", "declared"}:
        links = sum(_is_link(line) for line in lines)
        if (links > 2 and links * 5 >= len(lines) * 3) or 0 < links == len(lines):
            return Verdict(
                "index",
                f"It is an index: {links} of its {len(lines)} lines are links to other notes."
                if len(lines) > 1
                else "It is an index: its only line is a link to another note.",
            )
        if look.queries and len(lines) <= 2 * look.queries:
            return Verdict("index", "It is an index: a query of its program fills it.")
    own = said.keys() & {"declared", "label", "heading"} or (
        "section" in said and said.keys() & {"phrase", "address"}
    )
    if manners.is_dated(parts) and not among and not own:
        return Verdict("daily", "It is a daily note in which no episode has a heading or labels of its own.")
    if manners.is_page(parts[-1]) and not told:
        return Verdict("page", f"It is named “{parts[-1]}”, and hardly anything in it speaks of an episode.")
    return None


def _is_link(line: str) -> bool:
    """Whether a line holds links to other notes and nothing else."""
    return ("](" in line or "[[" in line) and len(line) < _LONG and not re.search(r"\w", _LINK.sub("", line))


def _unfilled(look: Glance, text: str) -> Verdict | None:
    """Why a form that nobody has filled in is left out; None for any other file."""
    if "{{" not in text and "<%" not in text:
        return None
    lines = [_NO_PLACEHOLDER.sub("", line) for line in text.split("\n")]
    still = [line for line in lines if _PLACEHOLDER.search(line)]
    written = [line for line in look.body if len(_WORD.findall(_PLACEHOLDER.sub("", line))) > 1]
    if still and len(still) >= len(written):
        return Verdict("template", f"It is a template: “{still[0].strip()[:60]}” is still to be filled in.")
    return None
