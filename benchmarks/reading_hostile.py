"""Whether reading stays linear in texts made to slow it down.

    python benchmarks/reading_hostile.py [--size 12000]

Each of these fragments is repeated to the size given and to four times that, under five kinds of section. CPU
time may then grow four times; more than seven is a failure: a quadratic pattern grows sixteen times. Runs
shorter than 0.3 s say nothing and pass.
"""

import argparse
import sys
import time

from curriculum.reading.episodes import read_text
from curriculum.reading.shows import known_shows
from curriculum.reading.transcripts import transcript_kind

MOST = 7.0
SHORTEST = 0.3
SECTIONS = ("Key Points", "Flashcards", "Quotes", "Summary", "Metadata")
FRAGMENTS = (
    "[", "*", "**", "`", "<", "(", "![", "[[", "a ", "- ", "> ", "# ", "| ", "1. ", "http://", "http://a ",
    " :: ", "_", "__a", "**a", "==", "~~", "&amp;", "<!--", "%%", "[^1]", "{{c1::", '"', "“", "—", " — ",
    "Q: ", "A: ", "?", "é", "<b>", "</b", "\\", ":", "**a** ", "[a](", "[a](b", "](", "a: ", "\t", "  \n",
    "- a\n", "  - a\n", "> a\n", "1. a\n\n", "# a\n", "**a**\n", "a\n---\n", "| a |\n", "|a|b|\n|-|-|\n",
    "```\n", "a: b\n", "Q: a\n", "<!--\n", "%%\n", "---\n", "- [ ] a\n", "## Key Points\n- a\n", "* * *\n",
    "Anna Hansen met Hanna Jansen. ", "Host: A\n", "'s ", "- a :: b\n", "with Anna ", "this episode of The ",
    "#tag ", "00:00 ", "==a==", "{{c1::a}}", "hosts ", "interviews ", "Zorba Zarba ",
    "**a.** b\n\n", "1. b\n   a. c\n", "Would you like me to ", "Here is a summary\n\n",
    "chemist Ann Lee explains ", "- a\n  Transcript:\n  b\n", "Show: A | ", "### 1. a\n",
    '**Quote:** "a"\n\n', 'Ann says: "aaaaaaaaaaaaaaaa" ', "## Quote\n> a\n\n", "and Ann Lee discuss ",
    "#### a\n**b:** c\n", "Ann Lee on ", "## Chapters\n### a\n",
)  # fmt: skip


def seconds(text: str) -> float:
    start = time.process_time()
    transcript_kind(text)
    read_text(text, "hostile.md", known_shows())
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--size", type=int, default=12_000)
    size = parser.parse_args().size
    worst, failures = (0.0, ""), 0
    for section in SECTIONS:
        for fragment in FRAGMENTS:
            texts = [
                f"# T\n\n## {section}\n\n" + (fragment * (length // len(fragment) + 1))[:length]
                for length in (size, 4 * size)
            ]
            short, long = (seconds(text) for text in texts)
            growth = long / max(short, SHORTEST / 4)
            if long >= SHORTEST:
                worst = max(worst, (growth, f"{fragment!r} under {section}"))
            if long >= SHORTEST and growth > MOST:
                failures += 1
                print(f"{fragment!r:30} under {section:12} {short:6.2f} s, four times as long: {long:6.2f} s")
    print(f"{len(SECTIONS) * len(FRAGMENTS)} texts, {failures} of them not linear")
    print(f"largest growth for four times the text: {worst[0]:.1f} ({worst[1]})")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
