"""Inline Markdown: plain text, links, and the label at the start of a point.

Every pattern runs in linear time: no repeated group can match in two ways, and what a pattern may
not cross (brackets, stars, angle brackets) is excluded from its body.
"""

import html
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from curriculum.letters import clean
from curriculum.reading import clozes

_URL = re.compile(r"https?://[^\s<>\"'“”`|]+")
_CODE = re.compile(r"(?<!`)(`{1,3})(?!`)([^`]+)\1(?!`)")
_IMAGE = re.compile(
    r"!\[([^\[\]]*)\]\(\s*<?([^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)?)>?(?:\s+[\"'][^\"'()]*[\"'])?\s*\)"
)
_LINK = re.compile(
    r"\[([^\[\]]*)\]\(\s*<?([^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)?)>?(?:\s+[\"'][^\"'()]*[\"'])?\s*\)"
)
_WIKI = re.compile(r"\[\[([^\[\]|]+)(?:\|([^\[\]|]*))?\]\]")
_EMBED = re.compile(r"!\[\[([^\[\]|]+)(?:\|([^\[\]|]*))?\]\]")
_SOURCE = re.compile(r"<img\s(?:[^<>]*\s)?src\s*=\s*[\"']?([^\s<>\"']+)", re.IGNORECASE)
_PICTURED = re.compile(
    r"\.(?:apng|avif|bmp|gif|heic|ico|jfif|jpe?g|png|svg|tiff?|webp)(?:[?#][^\s]*)?$", re.IGNORECASE
)
_PLAYED = re.compile(r"\.(?:3gp|aac|canvas|flac|m4a|mkv|mov|mp3|mp4|ogg|ogv|pdf|wav|webm)$", re.IGNORECASE)
_SIZE = re.compile(r"\d+(?:x\d+)?")
_CITING = re.compile(
    r"\s?\[?\[(?:oai_citation:[^\[\]]*|\[?\^?\d{1,3}\]?)\]\(\s*<?https?://[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)?>?[^()]{0,200}\)\]?"
    r"|\s?\(\[(?:www\.)?[\w-]+(?:\.[\w-]+)+\]\(https?://[^\s()]*\)\)"
)
"""A link that only cites what stands before it: ``[1](https://…)``, ``([example.org](https://…))``."""
_CALLED = re.compile(r"^\s*\[!\w[\w-]*(?:\|[^\[\]]*)?\][+-]?(?:\s+|$)")
"""The kind of a callout, which no reader sees."""
_AUTOLINK = re.compile(r"<(https?://[^<>\s]+)>")
_FOOTMARK = re.compile(r"\[\^[^\[\]\s]+\](?!:)")
_BLOCK_ID = re.compile(r"\s\^[\w-]+\s*$")
_TAG = re.compile(
    r"</?(?P<name>a|abbr|aside|audio|b|big|blockquote|body|br|center|cite|code|del|details|dd|div|dl|dt|em|figure"
    r"|figcaption|font|footer|h[1-6]|head|header|hr|html|i|iframe|img|ins|kbd|li|main|mark|nav|ol|p|picture|pre|q"
    r"|s|section|small|source|span|strike|strong|sub|summary|sup|table|tbody|td|th|thead|title|tr|u|ul|video)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_BREAKING = frozenset("br p div li tr td th ul ol table h1 h2 h3 h4 h5 h6 blockquote hr section".split())
_ANGLE = re.compile(rf"<(?!/?(?:{'|'.join(sorted(_BREAKING))})\b|!--|https?://)", re.IGNORECASE)
"""What opens a tag that breaks no line."""
_COMMENT = re.compile(r"<!--(?:[^-<]|-(?!->)|<(?!!--))*-->|%%[^%]*%%")
_PAIRS = (
    ("***", re.compile(r"\*\*\*(?=\S)([^*]+)\*\*\*")),
    ("*", re.compile(r"(?<![*\w])\*(?=[^\s*])([^*]*[^\s*])\*(?![*\w])")),
    ("**", re.compile(r"\*\*(?=\S)([^*]+)\*\*")),
    ("__", re.compile(r"(?<![\w_])__(?=[^\s_])([^_]+(?:_[^_]+)*)__(?![\w_])")),
    ("_", re.compile(r"(?<![\w_])_(?=[^\s_])([^_]+)_(?![\w_])")),
    ("~~", re.compile(r"~~(?=\S)([^~]+)~~")),
    ("==", re.compile(r"==(?=\S)([^=]+)==")),
)
_MATH = re.compile(
    r"\\\((?:[^\\]|\\[^()]){1,500}?\\\)"
    r"|\\\[(?=[^\[\]]*[\\^_={}+])(?:[^\\\[\]]|\\[^()\[\]]){1,500}?\\\]"
    r"|\$\$(?:[^$=]|=(?!=)){1,2000}\$\$|(?<![\w\\$])\$(?=[^\s$])(?:[^$*=\n]|=(?!=)){1,500}(?<=[^\s\\])\$(?![\w$])"
)
"""TeX between ``\\(…\\)``, ``\\[…\\]`` (which may also be mere brackets, escaped), ``$$…$$`` and ``$…$``."""
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]\w{1,30});", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_SPACES = re.compile(r"[ \t]+")
_SHIELDED = re.compile(rf"[{{`\\$<{clozes.OPEN}{clozes.CLOSE}]")
"""No line without any of these has something to put out of sight."""
_KEEP_FIRST = 0x10E100
"""Where hidden punctuation goes: a private plane that no text uses."""


class Opening(NamedTuple):
    """The start of a point taken apart."""

    time: str
    """Timestamp such as ``05:12``, or ""."""
    label: str
    """Plain label without its separator, or ""."""
    text: str
    """Plain text after the label."""
    row: int = 0
    """How many lines before the one that the text begins on."""


def _gap(tag: re.Match[str]) -> str:
    """What a removed tag leaves: nothing inside a line, a space where it broke one."""
    return " " if tag.group("name").lower() in _BREAKING else ""


def _cited(link: re.Match[str]) -> str:
    """Nothing, where a link behind other words only cites; one that words need ("see [12](…)") stays."""
    before = link.string[: link.start()].rstrip()
    clear = link.group().lstrip()[:2] in ("[[", "([") or "oai_citation" in link.group()
    return "" if before and (clear or before[-1] in '.!?"”)]') else link.group()


def _embedded(embed: re.Match[str]) -> str:
    """What an embedded file leaves in the text: the words given to it; a note is named as a link names it."""
    words = embed.group(2) or ""
    if not (_PICTURED.search(embed.group(1)) or _PLAYED.search(embed.group(1))):
        return words or embed.group(1)
    return "" if _SIZE.fullmatch(words) else words


def _keep(match: re.Match[str]) -> str:
    return "".join(_kept(char) for char in match.group(match.lastindex or 0))


def _kept(char: str) -> str:
    """Punctuation moved out of the patterns' sight."""
    return chr(_KEEP_FIRST + ord(char)) if "!" <= char <= "~" and not char.isalnum() else char


def _give_back(text: str) -> str:
    if not _HIDDEN.search(text):
        return text
    return "".join(
        chr(ord(char) - _KEEP_FIRST) if "\U0010e121" <= char <= "\U0010e17e" else char for char in text
    )


@lru_cache(maxsize=256)
def plain(text: str) -> str:
    """The text a reader sees: inline Markdown, HTML tags, wikilinks and footnote marks removed.

    A link keeps its words (``links`` gives its address); a bare address stays; an unpaired star or
    underscore is text.
    """
    if not _MARKED.search(text):
        return _spaced(text)
    shown = uncoded(text)
    if "{{c" in shown:
        shown = clozes.unshielded(clozes.shielded(shown))
    if "\\" in shown or "$" in shown:
        shown = _ESCAPED.sub(_keep, _MATH.sub(_keep, shown))
    if "<" in shown or "%%" in shown:
        shown = _AUTOLINK.sub(lambda match: "".join(map(_kept, match.group(1))), shown)
        shown = _COMMENT.sub(" ", shown)
    if "[" in shown:
        shown = _unlinked(shown)
    if "^" in shown:
        shown = _BLOCK_ID.sub("", shown)
    if "http" in shown:
        shown = _URL.sub(lambda match: "".join(map(_kept, match.group())), shown)
    for sign, pair in _PAIRS:
        if sign in shown:
            shown = pair.sub(r"\1", shown)
    if "<" in shown:
        shown = _TAG.sub(_gap, shown)
    if "&" in shown:
        shown = clean(_ENTITY.sub(lambda match: html.unescape(match.group()), shown))
    return _spaced(_give_back(shown))


def _spaced(text: str) -> str:
    """The text with single spaces; most have no others."""
    return (_SPACES.sub(" ", text) if "  " in text or "\t" in text else text).strip()


def _unlinked(text: str) -> str:
    """A text with the words of its links alone, without the kind of a callout and the marks of footnotes."""
    if "](" in text:
        text = _LINK.sub(r"\1", _CITING.sub(_cited, _IMAGE.sub(r"\1", text)))
    text = _EMBED.sub(_embedded, _CALLED.sub("", text))
    text = _WIKI.sub(lambda match: match.group(2) or match.group(1), text)
    return _FOOTMARK.sub("", text)


def uncoded(text: str) -> str:
    """The text with code spans opened, what they hold out of the sight of every pattern until ``plain``."""
    if "`" not in text:
        return text
    return _CODE.sub(lambda match: "".join(map(_kept, match.group(2).strip())), text)


def verbatim(lines: Sequence[str]) -> list[str]:
    """Lines with code, TeX, escaped signs and tags of HTML out of every pattern's sight, clozes shielded.

    ``plain`` then gives them back letter by letter: flashcards are shown as they were written. TeX may
    reach over several lines.
    """
    if not any(map(_SHIELDED.search, lines)):
        return [line.replace("\n", " ") for line in lines]
    shielded = (clozes.shielded(uncoded(line)).replace("\n", " ") for line in lines)
    shown = _MATH.sub(_hidden, "\n".join(shielded)).split("\n")
    return [_ANGLE.sub(_keep, _ESCAPED.sub(_keep, line)) for line in shown][: len(lines)]


def _hidden(match: re.Match[str]) -> str:
    """All of TeX out of the patterns' sight, but for the marks of a highlight."""
    return "==".join("".join(map(_kept, piece)) for piece in match.group().split("=="))


_HIDDEN = re.compile("[\U0010e121-\U0010e17e]")
_MARKED = re.compile(r"[*_`~=\[\]<&\\%^{\U0010e121-\U0010e17e]")


def links(text: str) -> tuple[str, ...]:
    """Every web address in a Markdown text that leads to no picture, in order, once each."""
    if "http" not in text:
        return ()
    return tuple(
        url for url in _addresses(_SOURCE.sub("", _IMAGE.sub("", text))) if not _PICTURED.search(url)
    )


def pictures(text: str) -> tuple[str, ...]:
    """What a Markdown text shows, in order, once each: addresses of pictures, names of embedded files."""
    if "http" not in text and "!" not in text and "<" not in text:
        return ()
    found = [(match.start(), match.group(2)) for match in _IMAGE.finditer(text)]
    found += [(match.start(), match.group(1)) for match in _SOURCE.finditer(text)]
    found += [
        (match.start(), match.group(1))
        for match in _EMBED.finditer(text)
        if _PICTURED.search(match.group(1)) or _PLAYED.search(match.group(1))
    ]
    bare = _SOURCE.sub("", _IMAGE.sub("", text))
    found += [(len(text), url) for url in _addresses(bare) if _PICTURED.search(url)]
    return tuple(
        dict.fromkeys(shown for _, shown in sorted(found) if shown and not shown.startswith("data:"))
    )


def _addresses(text: str) -> Iterator[str]:
    """Every web address, once each."""
    found = (match.group().rstrip(".,;:!?*_") for match in _URL.finditer(text))
    yield from dict.fromkeys(_balanced(url) for url in found)


def _balanced(url: str) -> str:
    """The address without a closing bracket that belongs to the text around it."""
    for opening, closing in ("()", "[]"):
        while closing in url and url.count(closing) > url.count(opening):
            url = url[: url.rindex(closing)]
    return url.rstrip(".,;:!?")


# --- the opening of a point -------------------------------------------------------------------

_TASK = re.compile(r"\[[ xX/-]\]\s+")
_CLOCK = r"(?:\d{1,2}:)?\d{1,3}:\d{2}"
_UNTIL = rf"(?:\s*(?:-|–|—|→|to)\s*{_CLOCK})?"
_TIME = re.compile(
    rf"(?P<bracket>[\[(]*)@?(?P<time>{_CLOCK}){_UNTIL}[\])]*"
    r"(?:\([^()\s]*\))?(?P<gap>\s*[-–—:|]\s+|\s+|$)"
)
_OF_DAY = re.compile(
    r"(?:[ap]\.?m\b|in\b|on\b|at\b|to\b|is\b|was\b|sharp\b|every\b|each\b|o['’]clock|until\b|till\b|or\b)"
)
"""What follows a time of day, and no time stamp, where nothing but a space parts them."""
_LATE = re.compile(
    rf"\s*(?:\(\[(?:Time )?(?P<linked>{_CLOCK})\]\([^()\s]*\)\)"
    rf"|\[@?(?P<time>{_CLOCK}){_UNTIL}\]"
    rf"|\((?:Time )?(?P<last>{_CLOCK}){_UNTIL}\)(?=[.!?…]?\s*$|\s*[*_:：]|\s[-–—]\s))"
    r"(?:\([^()\s]*\))?"
)
"""A time stamp behind words: as a link or in square brackets anywhere, in round ones at the end."""
_MARKED_LABEL = re.compile(
    r"(?P<lead>(?:[^\w\s*_`\[(\"“'‘$#@<]+\s*)?)"
    r"(?P<mark>\*\*\*|___|\*\*|__|\*|_)(?=\S)(?P<label>[^*\n]{1,300}?)\s*(?P=mark)(?![\w*_])"
    r"(?P<after>\s*[:：]{1,2}|\s+[-–—|]+(?=\s|$)|\s*[–—]|\.(?=\s|$)|\s*$|(?=\s))(?P<text>.*)",
    re.DOTALL,
)
_SHARED = re.compile(
    r"(?P<mark>\*\*\*|___|\*\*|__|\*|_)(?=\S)(?P<label>[^*_:\n]{1,70}:\s+)(?=[^*_\s][^*_\n]*(?P=mark)(?![*_]))"
)
_EDGE = re.compile(r"[:：–—.!?;,|。！？；，、-]")
"""What ends a plain label, or what it never holds: the first of them decides."""
_PLAIN_LABEL = re.compile(
    r"(?P<label>[^\s:：.!?;,|。！？；，、][^:：.!?;,|。！？；，\n]{0,70}?)"
    r"(?P<after>\s?：|\s?:(?=\s)|(?<=\S)::(?=\s)|\s+[–—-](?=\s)|—(?=\S))\s*(?P<text>\S.*)",
    re.DOTALL,
)


def opening(raw: str) -> Opening:
    """Take a point's first paragraph apart: timestamp, label, text; all plain.

    Labels are known by their marks in every usual style (``**L**:``, ``**L:**``, ``**L** -``,
    ``*L*:``, ``L —``, ``L:``). A plain label has at most six words and starts like a title: longer
    runs before a colon are the point's own sentence.
    """
    rest = _TASK.sub("", raw.strip(), count=1) if raw.lstrip().startswith("[") else raw.strip()
    if rest.startswith("[") and (linked := _LINK.match(rest)) and _PLAIN_LABEL.match(linked.group(1)):
        rest = f"{linked.group(1)}{rest[linked.end() :]}"  # a label that begins inside a link
    time = ""
    timed = _TIME.match(rest)
    if timed and (timed["bracket"] or timed["gap"].strip() or not _OF_DAY.match(rest, timed.end())):
        time, rest = timed.group("time"), rest[timed.end() :]
    if ":" in rest and ("[" in rest or "(" in rest) and (late := _LATE.search(rest)):
        time = time or late["linked"] or late["time"] or late["last"]
        rest = _LATE.sub(lambda stamp: "\n" * stamp.group().count("\n"), rest)
    marked = _MARKED_LABEL.match(rest)
    if marked:
        label, after, text = marked.group("label"), marked.group("after").strip(), marked.group("text")
        closed = bool(after) or label.rstrip().endswith((":", "：", ".", "-", "–", "—")) or not text.strip()
        if closed or text.lstrip(" \t").startswith("\n"):
            name = plain(marked.group("lead") + label).strip()
            stripped = re.sub(r"\s*[:：–—-]+$", "", name) or name
            if stripped.endswith(".") and not stripped.endswith(".."):
                stripped = stripped[:-1]
            return Opening(time, stripped, plain(_joined(text)), _row(raw, text))
    rest = unshared(rest)
    edge = _EDGE.search(rest)
    simple = _PLAIN_LABEL.match(rest) if edge and edge.group() in ":：-–—" else None
    if simple and _is_label(simple.group("label"), simple.group("after"), simple.group("text")):
        text = simple.group("text")
        return Opening(time, plain(simple.group("label")), plain(_joined(text)), _row(raw, text))
    text = plain(_joined(rest))
    if text.endswith(":") and len(text.split()) <= 10:
        return Opening(time, text[:-1].strip(), "")
    return Opening(time, "", text, _row(raw, rest))


def unshared(text: str) -> str:
    """The mark that a label shares left to what follows: ``**Why: it** is`` becomes ``Why: **it** is``."""
    return _SHARED.sub(r"\g<label>\g<mark>", text, count=1) if text.startswith(("*", "_")) else text


def _row(raw: str, rest: str) -> int:
    """The place of the line in ``raw`` on which its ``rest`` begins; nothing but spaces may follow that."""
    below = rest.strip()
    return raw.rstrip().count("\n") - rest.lstrip().count("\n") if below else 0


def _joined(text: str) -> str:
    return " ".join(line.strip() for line in text.split("\n")).strip()


def _is_label(label: str, after: str, text: str) -> bool:
    shown = plain(label)
    cut = any(shown.count(left) != shown.count(right) for left, right in ("()", "[]"))
    if not shown or len(shown.split()) > 6 or cut or label.count("`") % 2:
        return False
    if shown[0] in "\"“'‘" or label.endswith(("http", "https")) or not any(char.isalpha() for char in shown):
        return False
    dash = after.strip() in ("–", "—", "-")
    if dash and re.search(rf"\s{re.escape(after.strip())}\s", text):
        return False  # two dashes enclose an aside: a sentence, not a label
    first = next(char for char in shown if char.isalpha())
    return first.isupper() or not first.islower()
