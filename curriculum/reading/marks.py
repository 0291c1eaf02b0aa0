"""Marks: what exports, templates and web pages leave within a line, beside its words."""

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple

from curriculum.reading.tables import table

CLOCK = r"(?:\d{1,2}:)?\d{1,3}:\d{2}"
"""A time stamp such as ``5:12`` or ``1:05:12``."""
_SIGN = re.compile("[【\ue200-\ue206\ufffc{\\\\[(<`&]")
_SUSPECT = re.compile(
    "[【\ue200-\ue206\ufffc]|[{][#.:]|\\\\$|oaicite|turn\\d|\\[cite|\\[\\^?\\d|[{<]%|\\{\\{|[\\[(].?\\s?\\d+:\\d|</?[a-zA-Z]|`\\$?=|&nbsp;"
)
"""No line without any of these holds a mark; each has one of those signs in it, or one of two words."""
_CITED = re.compile(
    r"\s?【\d+(?::\d+)?†[^【】]{0,120}】|\s?\ue200[^\ue200-\ue206]{0,20}\ue202[^\ue200\ue201]{0,300}\ue201|[\ue200-\ue206\ufffc]"
    r"|\s?:?contentReference\[oaicite:\d+\](?:\{index=\d+\})?|\s?\[cite(?:_start|_end|:[\d,;\s–-]{0,60})\]"
    r"|\s?\[\^\d+\^\](?:\[\d+\])?|\s?\(?\b(?:cite)?(?:turn\d+(?:search|view|news|image|fetch|file|click|academia)\d+)+\)?"
)
"""Citations as chat programs write them into what they export."""
_PRIVATE = re.compile("[\ue200-\ue206\ufffc]")
_CODED = re.compile(r"(`[^`]*`)")
_QUERY = re.compile(r"\$?=\s*(?:this\b|dv\b|date\(|link\(|choice\(|default\(|embed\().*", re.DOTALL)
_FILLED = re.compile(r"<%[^%]*%>|\{%[^%{}]*%\}")
_STAMP = re.compile(r"\{\{\s*youtube-timestamp\s+(?:(?P<clock>" + CLOCK + r")|(?P<seconds>\d{1,6}))\s*\}\}")
_SHOWN = re.compile(
    r"\{\{\s*(?:\[\[)?(?:video|youtube|tweet|twitter|iframe|embed|vimeo|bilibili|audio)(?:\]\])?:?\s+(https?://[^\s{}]+)\s*\}\}",
    re.IGNORECASE,
)
_TIMED = re.compile(
    rf"(?P<dress>\*\*\*|\*\*|__|\*|_)?\[\s*(?:[^\w\s\[\]]+\s*)?(?P<time>{CLOCK})(?:\s*(?:-|–|—|→|to)\s*{CLOCK})?\s*\]"
    r"\((?P<url>[^\s()]*)\)(?(dress)(?P=dress))"
)
_DRESSED = re.compile(rf"(?P<dress>\*\*\*|\*\*|__|\*|_|`)(?P<time>[\[(]{CLOCK}[\])])(?P=dress)")
_HEADED = re.compile(
    r"\s*(?:<details[^<>]*>\s*)?<(?P<tag>summary|h[1-6])\b[^<>]*>(?P<text>(?:[^<]|<(?!/(?:summary|h[1-6])>))+)</(?P=tag)>\s*$",
    re.IGNORECASE,
)
_RULE = re.compile(r"\s*<hr\s*/?>\s*$", re.IGNORECASE)
_EMPTY = re.compile(
    r"\s*(?:(?:</?(?!(?:img|a|iframe|video|audio|source|embed|object|https?)\b)[a-zA-Z][\w-]*(?:\s[^<>]*)?/?>|&nbsp;)\s*)+$",
    re.IGNORECASE,
)
_ATTRIBUTES = re.compile(r"(?P<heading>\s*#{1,6}\s.*\S)\s*\{[#.][\w:.-]+[^{}]*\}\s*$")
"""What converters write behind a heading for the links to it: ``## Key Points {#key-points}``."""
_ATTACHED = re.compile(
    r"(?:^|\s|(?<=[)\]]))\{:\s?(?:[.#]\w|[\w-]+)[^{}]{0,300}\}|(?<=[)\]])\{[#.]\w[^{}]{0,300}\}"
)
"""How a web page shows a link, a picture or a block: ``{: .wide}`` (kramdown), ``[…](…){.wide}`` (pandoc)."""
_AFTER_STOP = re.compile(r"(?<=[.!?”\"])(?:\[\d{1,3}\])+(?=\s|$)")
_SEVERAL = re.compile(r"(?<=[\w.!?”\")])\s?(?:\[\d{1,3}\](?:,?\s?)){1,20}\[\d{1,3}\](?![\](\[:])")
_SINGLE = re.compile(r"(?<=[\w.!?”\")])\s?\[(\d{1,3})\](?=[\s.,;:!?]|$)(?!:)")
_DEFINED = re.compile(r"\s*(?:[-*+]\s+)?\[(\d{1,3})\]:?\s+\S")
_BULLET = re.compile(r"(?P<lead>\s*)(?:・\s*|(?P<number>\d{1,2})[、．]\s*)(?=\S)")


class Unmarked(NamedTuple):
    """A line without its marks."""

    text: str
    links: tuple[str, ...] = ()
    """Addresses that stood in a mark."""


@cache
def _placeholder() -> re.Pattern[str]:
    names = "|".join(table("chatter")["placeholders"].split())
    named = rf"(?:(?:{names})\b|\[\[[\w/ -]{{1,30}}\]\])"  # Roam's own stand in brackets: {{[[query]]: …}}
    return re.compile(rf"\{{\{{-?\s*{named}(?:[^{{}}]|\{{[^{{}}]*\}})*\}}\}}", re.IGNORECASE)


def unfilled(text: str) -> str:
    """A text without what a template was to fill in: ``{{date}}``, ``<% … %>``, ``{% … %}``."""
    if "{" not in text and "<%" not in text:
        return text
    filled = _placeholder().sub("", _FILLED.sub("", text))
    return filled if filled == text else filled.replace("[[]]", "")


def sources(lines: Iterable[str]) -> frozenset[str]:
    """The numbers that a list of sources explains (``[1]: https://…``): elsewhere they are citations."""
    return frozenset(match[1] for line in lines if "[" in line and (match := _DEFINED.match(line)))


def is_empty(line: str) -> bool:
    """Whether a line holds nothing but tags of HTML that show nothing."""
    return ("<" in line or "&" in line) and bool(_EMPTY.match(line))


def unmarked(line: str, known: frozenset[str] = frozenset()) -> Unmarked:
    """A line without marks of export, template and web page; ``known`` are the numbers of its sources.

    Time stamps lose their dress and their address (``**[00:25](#t=25)**`` is ``[00:25]``).
    """
    if not line.isascii() and (bullet := _BULLET.match(line)):
        line = _listed(bullet) + line[bullet.end() :]
    if not (_SIGN.search(line) or "turn" in line or "oaicite" in line) or not _SUSPECT.search(line):
        return Unmarked(line)
    links: list[str] = []

    def stamped(match: re.Match[str]) -> str:
        if match["url"].startswith("http"):
            links.append(match["url"])
        return f"[{match['time']}]"

    pieces = _CODED.split(line)  # code stands at odd places
    pieces[::2] = [_cleared(piece, known, stamped) for piece in pieces[::2]]
    pieces[1::2] = ["" if _QUERY.fullmatch(piece[1:-1]) else piece for piece in pieces[1::2]]
    text = "".join(pieces)
    if headed := _HEADED.match(text):
        text = _as_heading(headed)
    elif pointed := _ATTRIBUTES.match(text):
        text = pointed["heading"]
    elif text.endswith("\\") and not text.endswith("\\\\"):
        text = text[:-1].rstrip()  # a line break, as converters write it
    return Unmarked("***" if _RULE.match(text) else text, tuple(links))


def _cleared(piece: str, known: frozenset[str], stamped: Callable[[re.Match[str]], str]) -> str:
    """A piece of a line, outside code, without its marks."""
    if "【" in piece or "[" in piece or "turn" in piece or _PRIVATE.search(piece):
        piece = _CITED.sub("", piece)
        if _DEFINED.match(piece) is None:
            piece = _SEVERAL.sub("", _AFTER_STOP.sub("", piece))
            piece = _SINGLE.sub(lambda match: "" if match[1] in known else match.group(), piece)
    if "{:" in piece or "){" in piece or "]{" in piece:
        piece = _ATTACHED.sub("", piece)
    if "{" in piece or "<%" in piece:
        piece = unfilled(_SHOWN.sub(r"\1", _STAMP.sub(_clock, piece)))
    if ":" in piece:
        piece = _DRESSED.sub(r"\g<time>", _TIMED.sub(stamped, piece))
    return piece


def _listed(match: re.Match[str]) -> str:
    """The mark of a list as Japanese and Chinese type it, in the form that Markdown knows."""
    return f"{match['lead']}{int(match['number'])}. " if match["number"] else f"{match['lead']}- "


def _clock(match: re.Match[str]) -> str:
    """A time stamp of Logseq's player."""
    if match["clock"]:
        return f"[{match['clock']}]"
    minutes, seconds = divmod(int(match["seconds"]), 60)
    hours, minutes = divmod(minutes, 60)
    return f"[{hours}:{minutes:02}:{seconds:02}]" if hours else f"[{minutes:02}:{seconds:02}]"


def _as_heading(match: re.Match[str]) -> str:
    """A heading of HTML in Markdown; what a fold shows when it is closed is one in bold."""
    text = match["text"].strip().strip("*_")
    tag = match["tag"].lower()
    return f"**{text}**" if tag == "summary" else f"{'#' * int(tag[1])} {text}"
