"""Texts made to slow the program down: each a function from a number of characters to files of that size."""

import random
from collections.abc import Callable, Iterator
from itertools import count

Files = dict[str, str]
"""File name → text."""

SECTIONS = ("Key Points", "Flashcards", "Quotes", "Summary", "Metadata")
FRAGMENTS = (
    "[", "*", "**", "`", "`` ", "<", "<a ", "(", "(a ", "![", "[[", "](", "[a](", "[a](b", "a", "a ", " ",
    "- ", "> ", ">", "#", "# ", "|", "| ", "1. ", "7", "7.", ":", "a: ", "; ", ", ", "\t", "  \n", "\\",
    "_", "__", "__a", "**a", "**a** ", "==", "==a==", "~~", "&amp;", "<!--", "%%", "[^1]", "{{", "{{c1::",
    "{{c1::a}}", "'s ", '"', "“", "—", " — ", "...", ". . ", "? ", "<b>", "</b", "http://", "http://a.b/c ",
    " :: ", "a :: b ", "Q: ", "A: ", "#tag ", "00:00 ", "é", "e\u0301\u0327", "🧠", "👩\u200d👧",
    "שלום עולם ", "a\u2028b ", "a-", "Kelp ", "that ", "the rim of the wheel of ", "yeast and malt and ",
    "kelp, which grows, ", "it grows because it rains ", "abcde" * 60, "The brewer keeps a cold tank. ",
    "the brewer who keeps a cold tank and ", "Anna Hansen met Hanna Jansen. ", "with Anna Lee and Bob Ray ",
    "this episode of The ", "hosts ", "interviews ", "Zorba Zarba ", "and Ann Lee discuss ",
    'Ann says: "aaaaaaaaaaaaaaaa" ', "chemist Ann Lee explains ", "Would you like me to ",
    "about 5 to 6 hours ", "- a\n", "  - a\n", "> a\n", "1. a\n\n", "# a\n", "**a**\n", "a\n---\n",
    "| a |\n", "|a|b|\n|-|-|\n", "```\n", "a: b\n", "Q: a\n", "Q: a\nA: b\n", "<!--\n", "%%\n", "---\n",
    "- [ ] a\n", "## Key Points\n- a\n", "* * *\n", "Host: A\n", "- a :: b\n", "**a.** b\n\n",
    "1. b\n   a. c\n", "Here is a summary\n\n", "- a\n  Transcript:\n  b\n", "Show: A | ", "### 1. a\n",
    '**Quote:** "a"\n\n', "## Quote\n> a\n\n", "#### a\n**b:** c\n", "## Chapters\n### a\n",
)  # fmt: skip
"""Each is repeated: in one line, and under every kind of section."""

_WORDS = "kelp mill bread wheel oven tide yeast flour harbour rope anchor wind sail stone river gear".split()
_HEAD = "# T\n\n## Key Points\n\n- **Yeast**: Yeast makes ethanol.\n- Oxygen slows yeast.\n\n"
_LINE = 5_000
"""Characters of a line of many, as long as the longest of real notes."""


def _sentence(number: int) -> str:
    chance = random.Random(number)
    one, other, third = chance.sample(_WORDS, 3)
    return f"The {one} {number} moves the {other} because {third} is slow."


def _name(number: int) -> str:
    return "".join(chr(97 + number // 26**place % 26) for place in range(4))


def _repeated(fragment: str, size: int) -> str:
    return (fragment * (size // len(fragment) + 1))[:size]


def _filled(size: int, pieces: Iterator[str]) -> str:
    """Pieces until there are so many characters."""
    found: list[str] = []
    while size > 0:
        found.append(next(pieces))
        size -= len(found[-1])
    return "".join(found)


def _one_line(fragment: str) -> Callable[[int], Files]:
    return lambda size: {"a.md": f"{_HEAD}- {_repeated(fragment, size)}\n"}


def _in_sections(fragment: str) -> Callable[[int], Files]:
    def made(size: int) -> Files:
        share = size // len(SECTIONS)
        text = "\n".join(_repeated(fragment, _LINE) for _ in range(max(1, share // _LINE)))[:share]
        return {"a.md": "# T\n\n" + "".join(f"## {section}\n\n{text}\n\n" for section in SECTIONS)}

    return made


def _listed(
    piece: Callable[[int], str], section: str = "Key Points", first: str = ""
) -> Callable[[int], Files]:
    def made(size: int) -> Files:
        return {"a.md": f"# T\n\n## {section}\n\n{first}" + _filled(size, map(piece, count()))}

    return made


def _nested(mark: str, step: str) -> Callable[[int], Files]:
    """As deep as the size allows, one level a line."""

    def made(size: int) -> Files:
        levels = range(int((2 * size / len(step)) ** 0.5))
        return {"a.md": _HEAD + "".join(f"{step * level}{mark}a\n" for level in levels)}

    return made


def _matter(piece: Callable[[int], str], first: str = "", last: str = "---\n") -> Callable[[int], Files]:
    return lambda size: {"a.md": f"---\n{first}" + _filled(size, map(piece, count())) + last + _HEAD}


def _table(columns: Callable[[int], int], row: str | None = None) -> Callable[[int], Files]:
    def made(size: int) -> Files:
        wide = max(2, columns(size))
        line = row or "|b" * wide + "|\n"
        rows = max(1, (size - 4 * wide) // len(line))
        return {"a.md": _HEAD + "|a" * wide + "|\n" + "|-" * wide + "|\n" + line * rows}

    return made


def _episode(number: int, title: str) -> str:
    return f"# {title}\n\n## Key Points\n\n- {_sentence(number)}\n- {_sentence(number + 1)}\n\n"


def _files(title: Callable[[int], str], text: Callable[[int, str], str] = _episode) -> Callable[[int], Files]:
    return lambda size: {f"{n % 7}/{n}.md": text(n, title(n)) for n in range(size // 150 + 1)}


STRUCTURES: dict[str, Callable[[int], Files]] = {
    "points": _listed(lambda n: f"- {_sentence(n)}\n"),
    "points with labels": _listed(lambda n: f"- **Label {n}**: {_sentence(n)}\n"),
    "the same point": _listed(lambda n: "- Yeast makes ethanol.\n"),
    "numbered points": _listed(lambda n: f"{n + 1}. {_sentence(n)}\n"),
    "points in bold": _listed(lambda n: f"**{n + 1}. Label**\n\n{_sentence(n)}\n\n"),
    "headings that are points": _listed(lambda n: f"### Label {n}\n\n{_sentence(n)}\n\n"),
    "sub-points of one point": _listed(lambda n: f"  - {_sentence(n)}\n", first="- Top\n"),
    "lines of one point": _listed(lambda n: f"  {_sentence(n)}\n", first="- Top\n"),
    "lines of one sentence": _listed(lambda n: "  the brewer who keeps a cold tank and\n", first="- Top\n"),
    "lines after a fence": _listed(lambda n: f"{_sentence(n)}\n", first="```\n"),
    "lines after a comment": _listed(lambda n: f"{_sentence(n)}\n", first="<!--\n"),
    "labels": _listed(lambda n: f"**Label {n}:** {_sentence(n)}\n\n"),
    "labels without marks": _listed(lambda n: f"Label {n}: {_sentence(n)}\n"),
    "headings": _listed(lambda n: f"## Heading {n}\n\n"),
    "titles": _listed(lambda n: f"# Title {n}\n\n"),
    "sections": _listed(lambda n: f"## {SECTIONS[n % 4]}\n\n- {_sentence(n)}\n\n"),
    "paragraphs": _listed(lambda n: f"{_sentence(n)}\n\n"),
    "summary": _listed(lambda n: f"Ann{_name(n)} Lee hosts Bob{_name(n)} Ray.\n", "Summary"),
    "guests by one name": _listed(lambda n: f"The episode features Bob{_name(n)}.\n", "Summary"),
    "quotes": _listed(lambda n: f'> "{_sentence(n)}"\n\n', "Quotes"),
    "quotes with speakers": _listed(lambda n: f'- "{_sentence(n)}" - Ann Lee\n', "Quotes"),
    "flashcards": _listed(lambda n: f"Q: What moves {n}?\nA: The {_WORDS[n % 16]} {n}\n\n", "Flashcards"),
    "the same flashcard": _listed(lambda n: "Q: What moves?\nA: The kelp\n\n", "Flashcards"),
    "flashcards in bullets": _listed(lambda n: f"- Q: What moves {n}?\n- A: The kelp {n}\n", "Flashcards"),
    "flashcards by colons": _listed(lambda n: f"Term {n} :: meaning {_WORDS[n % 16]} {n}\n", "Flashcards"),
    "clozes": _listed(lambda n: f"The =={_WORDS[n % 16]}== moves {n}.\n", "Flashcards"),
    "links": _listed(lambda n: f"- [Kelp {n}](https://example.org/{n})\n", "Links"),
    "footnotes": _listed(lambda n: f"[^{n}]: note {n}\n"),
    "names in many spellings": _listed(lambda n: f"- We met Hans{_name(n)} and B{_name(n)}.\n"),
    "codes": _listed(lambda n: f"- The bill {_name(n)[:2].upper()} 10{n % 90 + 10} passed.\n"),
    "one title": lambda size: {"a.md": _filled(size, (_episode(n, "Kelp") for n in count()))},
    "one episode again": lambda size: {"a.md": _filled(size, (_episode(1, "Kelp") for _ in count()))},
    "episodes": lambda size: {"a.md": _filled(size, (_episode(n, f"Kelp and rope {n}") for n in count()))},
    "episodes with numbers": lambda size: {
        "a.md": _filled(size, (_episode(n, f"Episode {n}: {_WORDS[n % 16]}") for n in count()))
    },
    "tiny files": _files(lambda n: f"Kelp {n}"),
    "tiny files of one title": _files(lambda n: "Kelp"),
    "tiny files, all the same": _files(lambda n: "Kelp", lambda n, title: _episode(1, title)),
    "front matter": _matter(lambda n: f"key{n}: value\n"),
    "front matter, a list": _matter(lambda n: f"  - tag{n}\n", "tags:\n"),
    "front matter, a list in one line": _matter(lambda n: f"tag{n}, ", "tags: [", "]\n---\n"),
    "front matter, open": _matter(lambda n: f"key{n}: value\n", last=""),
    "a list nested": _nested("- ", "  "),
    "numbers nested": _nested("1. ", "   "),
    "quotes nested": _nested("", "> "),
    "a list nested again and again": _listed(lambda n: f"{'  ' * (n % 30)}- a\n"),
    "marks in one line": _listed(lambda n: "- > 1. " * 20 + "a\n"),
    "a table of many rows": _table(lambda size: 3),
    "a table of many columns": _table(lambda size: size // 8),
    "a square table": _table(lambda size: int((size / 2) ** 0.5)),
    "a wide table of short rows": _table(lambda size: int(size**0.5), "|b\n"),
    "a long title": lambda size: {"a.md": f"# {_repeated('Kelp and mills ', size)}\n\n- Yeast.\n- Malt.\n"},
    "a long label": lambda size: {"a.md": f"# T\n\n- **{_repeated('kelp ', size)}**: Yeast.\n- Malt.\n"},
    "lines of 5,000": _listed(lambda n: f"- {_repeated(_sentence(n) + ' ', _LINE)}\n"),
    "sentences of 1,990": _listed(lambda n: f"- {_repeated('the kelp that grows and ', 1_990)}.\n"),
}  # fmt: skip

TEXTS: dict[str, Callable[[int], Files]] = {
    **{f"{fragment!r} in one line": _one_line(fragment) for fragment in FRAGMENTS if "\n" not in fragment},
    **{f"{fragment!r} in all sections": _in_sections(fragment) for fragment in FRAGMENTS},
    **STRUCTURES,
}
PRINTED = (
    "points", "points with labels", "the same point", "sub-points of one point", "quotes",
    "names in many spellings", "episodes", "one title", "a square table", "a list nested", "a long title",
    "lines of 5,000", "summary", "'a' in one line", "'a ' in one line", "'🧠' in one line",
    "'שלום עולם ' in one line", "'The brewer keeps a cold tank. ' in one line",
)  # fmt: skip
"""What is tried on the guides too, which take long."""
