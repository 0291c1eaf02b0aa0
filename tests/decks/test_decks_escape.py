"""Text from episode files is plain text in Anki, whatever it holds."""

import html
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from learner import Learner
from test_decks_package import CLOZE, QUESTION, TERM

from curriculum.decks import package
from curriculum.decks.escape import escape, escape_cloze, plain

HOSTILE = {
    "a cloze": "{{c1::hidden}} and {{c2::more::hint}}",
    "ends of a cloze": "}} {{ }} ::",
    "a template": "{{Answer}} {{#Key}}x{{/Key}} {{FrontSide}} <%x%>",
    "a script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "an entity": "&lt;b&gt; &amp;amp; &#123;",
    "a comment": "<!-- never closed",
    "sound": "[sound:a.mp3] [anki:play:q:0] [anki:tts lang=en]x[/anki:tts]",
    "latex": r"[latex]\input{/etc/passwd}[/latex] [$]x[/$] [$$]x[/$$]",
    "mathjax": r"\(x\) \[y\] \\(z\\)",
    "field divider": "one\x1ftwo",
    "controls": "a\x00b\x07c\x1bd\x7fe",
    "right to left": "\u202egnihtemos\u202c \u05d0\u05d1\u05d2 \u200f\u2067x\u2069",
    "lone surrogate": "a\ud800b",
    "emoji": "👩‍🔬🍞",
    "a long word": "x" * 100_000,
    "attributes": "\" onclick='x' style=\"display:none",
    "a reference": 'href="https://example.org" javascript:x',
}
_TAG = re.compile(r"<(/?)(br|span|div|hr|blockquote|style)\b[^<>]*>")


def shown(page: str) -> str:
    """What a reader sees of a rendered card: no styles, no tags of ours, entities decoded."""
    text = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    text = _TAG.sub("\n", text.replace("<br>", "\n"))
    assert not re.search(r"<[a-zA-Z!/%]", text), f"a tag that is not ours: {text[:200]}"
    return html.unescape(text)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_shown_as_it_is_written(text: str, tmp_path: Path, learner: Learner) -> None:
    fields = {
        name: f"{name} {text} end" for name in ("question", "answer", "context", "detail", "quote", "credit")
    }
    cloze = {**fields, "text": f"before {text} {{{{c1::{text} key}}}} after {text}", "answer": f"{text} key"}
    notes = [replace(QUESTION, fields=fields), replace(CLOZE, fields=cloze), replace(TERM, fields=fields)]
    path = tmp_path / "hostile.apkg"
    package.write(path, notes)
    assert learner.import_package(path).new == 3
    assert learner.empty_cards() == 0
    for note, cards in ((QUESTION, 1), (CLOZE, 1), (TERM, 2)):
        held = learner.note(note.key)
        assert len(held.cards()) == cards
        for card in held.cards():
            back = shown(card.answer())
            assert card.question_av_tags() == []
            assert card.answer_av_tags() == []
            for name in ("detail", "quote", "credit"):
                assert plain(f"{name} {text} end") in back
    front = shown(learner.note(CLOZE.key).cards()[0].question())
    assert plain(f"before {text} ") in front
    assert "[...]" in front
    assert plain(f" after {text}").rstrip() in front


@given(st.text(max_size=60))
@example("[/")
def test_escaping_loses_nothing_but_controls(text: str) -> None:
    made = escape(text)
    assert html.unescape(made.replace("<br>", "\n")) == plain(text).strip()
    assert not re.search(r"\{\{|\}\}|::|<(?!br>)|\[[a-zA-Z$/]|\\[(\[]", made)
    assert "\x1f" not in made
    made.encode("utf-8")


@given(
    before=st.text("ab {}:c1", max_size=12),
    deletion=st.text("ab {}:", min_size=1, max_size=8).filter(str.strip),
    after=st.text("ab {}:c1", max_size=12),
)
def test_a_cloze_keeps_exactly_one_deletion(before: str, deletion: str, after: str) -> None:
    mark = "{{c1::" + deletion + "}}"
    text = before + mark + after
    if text.count(mark) != 1:
        return
    made = escape_cloze(text, deletion)
    (inner,) = re.findall(r"\{\{c\d+::(.*?)\}\}", made)
    assert html.unescape(inner) == deletion.strip()
    assert made.count("{") == made.count("}") == 2
