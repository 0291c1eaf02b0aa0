"""Names in doubt are marked where they are printed: once in each part of a week, in text alone."""

from guides_sample import CARDS, make_library, make_outline

from curriculum.guides import write
from curriculum.guides.doubted import doubted
from curriculum.guides.guide import Course
from curriculum.guides.paper import PLAIN
from curriculum.reading.episode import Source
from curriculum.reading.library import Doubt

PLACE = Source(path="a.md", line=1)


def doubt(*forms: str, episode: str = "tides") -> Doubt:
    return Doubt(episode=episode, forms=forms, places=(PLACE,) * len(forms))


def test_each_spelling_is_marked_where_it_stands_first() -> None:
    row = '<p title="Lind">Lind met Lund. Lind left; Lindau stayed.</p>'
    assert doubted(row, [doubt("Lund", "Lind")]) == (
        '<p title="Lind"><span class="doubted">Lind</span> met <span class="doubted">Lund</span>. '
        "Lind left; Lindau stayed.</p>"
    )
    assert doubted(row, []) == row


def test_no_mark_stands_in_a_possessive_or_beside_a_question_mark() -> None:
    row = "<p>Is it Lind? Lind&#39;s boat, Lind’s oar, and “Lind”? It is Lind, and Lind rows.</p>"
    assert doubted(row, [doubt("Lund", "Lind")]) == row.replace(
        "is Lind,", 'is <span class="doubted">Lind</span>,'
    )


def test_what_rows_before_have_marked_is_set_clean() -> None:
    seen: set[str] = set()
    first, second = (doubted("<p>Lind rows.</p>", [doubt("Lund", "Lind")], seen) for _ in range(2))
    assert "doubted" in first
    assert "doubted" not in second


def test_a_hostile_name_stays_escaped() -> None:
    row = "<p>A&amp;B &lt;b&gt; &#39;amp&#39;</p>"
    assert doubted(row, [doubt("A&B", "amp", "<b>")]) == (
        '<p><span class="doubted">A&amp;B</span> <span class="doubted">&lt;b&gt;</span> '
        '&#39;<span class="doubted">amp</span>&#39;</p>'
    )


def test_only_the_rows_of_the_episode_are_marked() -> None:
    library = make_library()
    outline = make_outline()

    def page(*doubts: Doubt) -> str:
        course = Course(outline, library.model_copy(update={"doubts": doubts}), CARDS)
        return write.printed(course, course.week(outline.weeks[0], PLAIN), PLAIN)

    assert "doubted" not in page().partition("</style>")[2]
    assert 'class="doubted">Moon<' in page(doubt("Moon", "Mohn"))
    assert 'class="doubted">Moon<' not in page(doubt("Moon", "Mohn", episode="light"))
