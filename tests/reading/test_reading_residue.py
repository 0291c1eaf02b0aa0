"""Residue: what chat programs, exports and templates leave in notes is kept as chatter."""

import pytest
from accounting import SHOWS, check, lost_words
from hypothesis import given, settings
from hypothesis import strategies as st

from curriculum.reading.chatter import is_excuse
from curriculum.reading.episode import Episode
from curriculum.reading.episodes import read_text
from curriculum.reading.inline import opening, plain
from curriculum.reading.marks import unmarked

POINTS = "# Bread\n\n## Key Points\n- Rye needs water\n- Bran cuts gluten\n"


def one(text: str) -> Episode:
    (episode,) = read_text(text, "notes.md", SHOWS).episodes
    return episode


def chatter(episode: Episode) -> str:
    return next((section.text for section in episode.sections if section.title == "Chatter"), "")


def points(episode: Episode) -> list[str]:
    return [" — ".join(filter(None, (point.label, point.text))) for point in episode.points]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Rye needs water【4†source】.", "Rye needs water."),
        ("Rye needs water【12:3†notes.pdf】【2†source】", "Rye needs water"),
        ("Rye needs water:contentReference[oaicite:0]{index=0}.", "Rye needs water."),
        ("Rye needs water. contentReference[oaicite:12]{index=12}", "Rye needs water."),
        ("Rye needs water[^1^].", "Rye needs water."),
        ("Rye needs water[^1^][2].", "Rye needs water."),
        ("Rye needs water [cite: 12, 14].", "Rye needs water."),
        ("[cite_start]Rye needs water.[cite: 3]", "Rye needs water."),
        ("Rye needs water.[1][2]", "Rye needs water."),
        ("Rye needs water [1][3][4].", "Rye needs water."),
        ("Rye needs water.[7]", "Rye needs water."),
        ("Rye needs water citeturn0search1turn2news4.", "Rye needs water."),
        ("Rye needs water \ue200cite\ue202turn0search1\ue201.", "Rye needs water."),
        ("Rye needs water {{date}}.", "Rye needs water ."),
        ("Rye <% tp.file.title %> needs water.", "Rye  needs water."),
        ("Rye needs water. `= this.file.name`", "Rye needs water. "),
        ("**[00:25](#t=00:25)** Welcome", "[00:25] Welcome"),
        ("Flour [12:40](https://youtu.be/x?t=760) and water", "Flour [12:40] and water"),
        ("{{youtube-timestamp 760}} Flour", "[12:40] Flour"),
        ("{{video https://example.org/v}}", "https://example.org/v"),
        ("{{[[video]]: https://example.org/v}}", "https://example.org/v"),
        ("{{[[TODO]]}} Weigh the flour", " Weigh the flour"),
        ("Rye needs water.\ufffc", "Rye needs water."),
        ("## Key Points {#key-points}", "## Key Points"),
        (
            '[Rye](https://example.org){:target="_blank"} needs water.',
            "[Rye](https://example.org) needs water.",
        ),
        ('![A loaf](loaf.png){: width="600" .right}', "![A loaf](loaf.png)"),
        ("[Rye](https://example.org){.wide} needs water.", "[Rye](https://example.org) needs water."),
        ("Rye needs water. {: .note}", "Rye needs water."),
        ("{: .lead }", ""),
        ("Rye needs water,\\", "Rye needs water,"),
        ("<summary>Key Points</summary>", "**Key Points**"),
        ("<h2>Key Points</h2>", "## Key Points"),
        ("・ライ麦は水を要する", "- ライ麦は水を要する"),
        ("2、水", "2. 水"),
    ],
)
def test_marks_go_from_a_line(written: str, read: str) -> None:
    assert unmarked(written).text == read


@pytest.mark.parametrize(
    "line",
    [
        "The loaf [sic] of 1850 is in a[1] and b[0].",
        "[1]: https://example.org/mills",
        "The set {{c1::rye}} and {{cloze water}} stay.",
        "$x^{{2}}$ and \\frac{{a}}{{b}}",
        "See `{{date}}` in a template.",
        "【要点】",
        "It was return0search in the code.",
        "He turned 40 at 9:30 in the morning.",
        "<b>Rye</b> & water",
        "The row ends in \\\\",
        "A set {.a} of loaves",
        "The function f(x) {return x} of `{: .note}`",
    ],
)
def test_what_is_no_mark_stays(line: str) -> None:
    assert unmarked(line).text == line


def test_a_number_in_brackets_is_a_citation_where_a_list_of_sources_explains_it() -> None:
    text = "# Rye\n\n## Key Points\n- Rye needs water [1].\n- Bran cuts gluten [2].\n\n## Sources\n[1]: https://example.org"
    assert points(one(text)) == ["Rye needs water.", "Bran cuts gluten [2]."]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Rye needs water.[1](https://example.org/1)[2](https://example.org/2)", "Rye needs water."),
        ("Rye needs water [[1]](https://example.org/1).", "Rye needs water."),
        ("Rye needs water ([example.org](https://example.org/1)).", "Rye needs water."),
        ("Rye needs water [oai_citation:0‡Mill](https://example.org).", "Rye needs water."),
        ("Compare episode [12](https://example.org/12).", "Compare episode 12."),
        ("[!tip]- Wet hands", "Wet hands"),
        ("[!example|right] Wet hands", "Wet hands"),
        ("Rye&nbsp;bread<br>and water", "Rye bread and water"),
    ],
)
def test_links_that_cite_and_kinds_of_callouts_are_not_shown(written: str, read: str) -> None:
    assert plain(written) == read


@pytest.mark.parametrize(
    ("raw", "time", "label", "text"),
    [
        ("3:58 - Ram", "3:58", "", "Ram"),
        ("[00:25] Welcome", "00:25", "", "Welcome"),
        ("Rye needs water (12:40)", "12:40", "", "Rye needs water"),
        ("Rye needs water [1:12:40].", "1:12:40", "", "Rye needs water."),
        ("Rye [12:40] needs water", "12:40", "", "Rye needs water"),
        ("**Rye (12:40)**: needs water", "12:40", "Rye", "needs water"),
        ("(12:40 – 13:10) Rye", "12:40", "", "Rye"),
        ("9:30 in the morning the oven is cold.", "", "", "9:30 in the morning the oven is cold."),
        ("9:30 am is late for a baker.", "", "", "9:30 am is late for a baker."),
        ("The oven is lit at 9:30 in the morning.", "", "", "The oven is lit at 9:30 in the morning."),
        ("1:55 Rope spacing", "1:55", "", "Rope spacing"),
    ],
)
def test_time_stamps_are_no_text(raw: str, time: str, label: str, text: str) -> None:
    assert opening(raw)[:3] == (time, label, text)


@pytest.mark.parametrize(
    ("line", "point", "tags"),
    [
        ("Rye needs water #bread", "Rye needs water", ("bread",)),
        ("Rye needs water. #bread #food/grain", "Rye needs water.", ("bread", "food/grain")),
        ("Bakers post it with #ryeweek", "Bakers post it with #ryeweek", ()),
        ("The oven stands on bay #4", "The oven stands on bay #4", ()),
        ("They write C# and F# at night", "They write C# and F# at night", ()),
        ("The #rye crowd meets in March", "The #rye crowd meets in March", ()),
    ],
)
def test_a_tag_at_the_end_is_the_episodes(line: str, point: str, tags: tuple[str, ...]) -> None:
    episode = one(f"# Bread\n\n## Key Points\n- {line}\n- Bran cuts gluten")
    assert (points(episode)[0], episode.tags) == (point, tags)


def test_a_card_keeps_its_tags() -> None:
    episode = one("# Bread\n\n## Key Points\n- What does rye need? #card #grain\n  - Water.")
    assert (episode.flashcards[0].question, episode.tags) == ("What does rye need? #grain", ())


def test_what_the_person_asked_is_no_part_of_the_notes() -> None:
    episode = one(
        "##### You said:\nSummarise this, with key points:\n- the whole transcript\n- and more\n\n"
        "###### ChatGPT said:\nThought for 12 seconds\n\nHere is your summary:\n\n"
        f"{POINTS}\nWould you like me to shorten it?\n\n"
        "##### You said:\nNo, thanks\n"
    )
    assert points(episode) == ["Rye needs water", "Bran cuts gluten"]
    assert episode.title == "Bread"
    for said in ("You said", "the whole transcript", "12 seconds", "Here is your", "Would you", "No, thanks"):
        assert said in chatter(episode)


@pytest.mark.parametrize(
    ("person", "assistant"),
    [
        ("**User:**", "**Assistant:**"),
        ("## Prompt:", "## Response:"),
        ("You:", "Claude:"),
        ("## 👤 User", "## 🤖 ChatGPT"),
        ("**Human**:", "**AI**:"),
        ("## Human (3 May 2024, 10:41):", "## Claude (10:42):"),
    ],
)
def test_a_chat_is_known_by_its_two_speakers(person: str, assistant: str) -> None:
    episode = one(f"{person}\nTell me about bread\n\n{assistant}\n\n{POINTS}")
    assert (episode.title, points(episode)) == ("Bread", ["Rye needs water", "Bran cuts gluten"])
    assert "Tell me about bread" in chatter(episode)


def test_a_heading_that_a_line_of_a_chat_could_be_stays_one() -> None:
    episode = one(
        "# Bread\n\n## Reasoning\nRye needs water, for it has pentosans.\n\n## Copy\nBran cuts gluten."
    )
    assert chatter(episode) == ""


def test_one_speaker_alone_is_no_chat() -> None:
    episode = one("# Bread\nPrompt: an oven\n\n## Key Points\n- Rye needs water\n- You: bring flour")
    assert chatter(episode) == ""


@pytest.mark.parametrize(
    "said",
    [
        "Here is your summary of the episode",
        "Here's a structured summary of the transcript based on the requested points:",
        "Here is my analysis of the recording, broken down into the requested sections:",
        "To give the full analysis you've requested, I would need access to the complete transcript.",
        "As an AI language model, I cannot listen to the recording.",
        "I've put together a summary of the parts you asked for.",
        "Als KI-Sprachmodell habe ich keinen Zugriff auf die Aufnahme.",
        "作为一个语言模型，我无法收听。",
        "Как языковая модель, я не могу слушать записи.",
        "I don't have access to the audio of this episode.",
        "Unfortunately, I cannot access external links.",
        "Based on the transcript you provided, here are the main ideas.",
        "Please provide the full transcript, and I will go on.",
        "No specific metrics shared",
        "Not applicable - no substantive discussion of rivals.",
        "No companies found matching the criteria (Founded < 4 yrs).",
        "I'm happy to expand any of these sections.",
        "Let me know what you think of it.",
        "Thought for a couple of seconds",
        "(Word count: 512)",
        "512 words · 3 min read",
        "Generated by ChatGPT on 3 May",
        "AI-generated summary",
        "Summarized with Claude",
        "New highlights added May 3rd, 2024 at 4:12 PM",
        "Hier ist die Zusammenfassung der Folge:",
        "Voici un résumé structuré de l'épisode :",
        "¿Quieres que lo amplíe?",
    ],
)
def test_a_line_of_an_assistant_is_chatter(said: str) -> None:
    episode = one(f"{POINTS}\n## Recommendations\n{said}\n\n## Summary\n{said}")
    assert points(episode) == ["Rye needs water", "Bran cuts gluten"]
    assert chatter(episode).count(said[:20].rstrip(" .:")) == 2
    assert (episode.introduction, episode.summary, episode.takeaways, episode.remarks) == ("", "", (), ())


@pytest.mark.parametrize(
    "said",
    [
        "Here is where the mill stood before the flood.",
        "Generated by the wheel, the power drove three stones.",
        "No evidence of rye was found in the older layers.",
        "No miller was paid in coin.",
        "None of the bakers closed that year.",
        "Not every loaf needs yeast.",
        "I would need a bigger oven for this",
        "The transcript of the trial names eleven bakers.",
        "As an AI engineer, I want this in May",
        "I have written a book on ovens",
        "I can't open the oven before noon",
        "Als KI ins Spiel kam, wurde das Mehl billiger.",
        "Как искусственный интеллект меняет мельницы",
        "作为人工智能的先驱，他先卖面粉。",
        "Como la harina, el agua cuenta.",
        "なぜ酸が必要ですか。",
    ],
)
def test_a_sentence_of_the_notes_is_no_chatter(said: str) -> None:
    episode = one(f"# Bread\n\n{said}\n\n## Key Points\n- Rye needs water\n- Bran cuts gluten")
    assert chatter(episode) == ""
    assert not is_excuse(said)


@pytest.mark.parametrize(
    "text",
    [
        "N/A",
        "n/a",
        "None",
        "None.",
        "**N/A**",
        "-",
        "None mentioned",
        "None were mentioned in this episode.",
        "Not discussed",
        "Not specified",
        "Not applicable",
        "No specific metrics shared",
        "No quotes were provided in the transcript.",
        "No books or resources were mentioned",
        "No specific action items were discussed.",
        "Not explicitly stated in the episode",
        "There were no companies mentioned.",
        "Information not provided",
        "The transcript does not mention prices.",
        "Keine Angaben",
        "Nicht erwähnt",
        "Non mentionné",
        "No se menciona",
        "なし",
        "未提及",
        "нет данных",
    ],
)
def test_excuses(text: str) -> None:
    assert is_excuse(text)


@pytest.mark.parametrize("fence", ["dataview", "dataviewjs", "tasks", "query", "base"])
def test_a_block_that_a_program_fills_in_is_chatter(fence: str) -> None:
    episode = one(f"{POINTS}\n```{fence}\nLIST FROM #bread\n```\n")
    assert points(episode) == ["Rye needs water", "Bran cuts gluten"]
    assert "LIST FROM #bread" in chatter(episode)
    assert "Code" not in [section.title for section in episode.sections]


@pytest.mark.parametrize(
    "block",
    [
        "<think>\nThe person wants bread.\n\n- Perhaps rye\n</think>",
        "<thinking>Perhaps rye</thinking>",
        '<details type="reasoning">\n<summary>Thought for 3 seconds</summary>\n> Perhaps rye\n</details>',
        "#+BEGIN_QUERY\n{:title Perhaps rye}\n#+END_QUERY",
        "<%*\nlet rye = 'Perhaps rye'\n%>",
        "{{query (and [[bread]] [[Perhaps rye]])}}",
        "{{renderer :todomaster, Perhaps rye}}",
    ],
)
def test_reasoning_and_queries_are_chatter(block: str) -> None:
    episode = one(f"{block}\n\n{POINTS}")
    assert (episode.title, points(episode)) == ("Bread", ["Rye needs water", "Bran cuts gluten"])
    assert "Perhaps rye" in chatter(episode)


def test_what_follows_on_the_last_line_of_reasoning_is_read() -> None:
    episode = one(
        "<think>Perhaps rye</think> # no\n\n# Bread\n\n## Key Points\n- Rye needs water\n- Bran cuts gluten"
    )
    assert "Perhaps rye" in chatter(episode)
    assert "# no" in " ".join(section.text for section in episode.sections)


def test_reasoning_that_nothing_closes_is_text() -> None:
    assert points(one("# Bread\n<think>\n## Key Points\n- Rye needs water\n- Bran cuts gluten")) == [
        "Rye needs water",
        "Bran cuts gluten",
    ]


def test_what_stands_under_a_line_of_an_export_is_read_in_its_place() -> None:
    episode = one(
        "# Bread\n\n## Key Points\n- Salt slows yeast\n- New highlights added May 3rd, 2024\n"
        "  - Rye needs water\n    - Much\n  - Bran cuts\n"
    )
    assert points(episode) == ["Salt slows yeast", "Rye needs water", "Bran cuts"]
    assert [len(point.subpoints) for point in episode.points] == [0, 1, 0]


def test_what_a_template_was_to_fill_in_is_no_title_and_no_fact() -> None:
    front = '---\ntitle: {{title}}\nguest: "[[<% tp.file.cursor() %>]]"\ndate: {{date:YYYY-MM-DD}}\n---\n'
    (episode,) = read_text(
        f"{front}# <% tp.file.title %>\n## Key Points\n- Rye\n- Bran", "rye.md", SHOWS
    ).episodes
    assert (episode.title, episode.guests, episode.date) == ("Rye", (), "")


def test_folds_and_empty_tags_of_html_are_no_points() -> None:
    episode = one(
        "# Bread\n\n<details>\n<summary>Key Points</summary>\n\n"
        "- Rye needs water\n- Bran cuts gluten\n\n</details>\n<br>\n&nbsp;\n<answer>\n"
    )
    assert points(episode) == ["Rye needs water", "Bran cuts gluten"]


def test_a_badge_without_a_word_is_no_section() -> None:
    badge = '<a rel="license" href="https://example.org"><img alt="" src="https://example.org/a.png" /></a>'
    told = one(f"# Bread\n\n## Rye\n\nRye needs water.\n\n## Oats\n\nOats need rain.\n\n---\n\n{badge}\n")
    assert not [section for section in told.sections if not section.text]


def test_code_keeps_what_would_be_residue_outside() -> None:
    code = "```ejs\n<% if (rye) { %>\nYou said:\nThought for 2 seconds\n```"
    episode = one(f"{POINTS}\n{code}")
    assert chatter(episode) == ""
    assert "<% if (rye) { %>" in next(section.text for section in episode.sections if section.title == "Code")


RESIDUE = st.sampled_from(
    [
        "You said:",
        "ChatGPT said:",
        "**User:** rye",
        "**Assistant:** rye",
        "<think>",
        "</think>",
        "Rye【4†source】",
        "- rye #bread",
        "```dataview",
        "```",
        "{{date}}",
        "<% rye %>",
        "#+BEGIN_QUERY",
        "#+END_QUERY",
        "N/A",
        "- N/A",
        "Here is your summary:",
        "- **[00:25](#t=00:25)** rye",
        "# Bread",
        "## Key Points",
        "- rye",
        "rye",
        "",
        "<br>",
        "<details>",
        "- Thought for 3 seconds",
        "  - rye",
        "---",
        "Would you like me to go on?",
        "> [!tip]- rye",
        "1、rye",
        "`= this.rye`",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(RESIDUE, max_size=20).map("\n".join))
def test_no_line_and_no_word_is_lost(text: str) -> None:
    assert lost_words(text, check(text)) == []


def test_names_in_what_the_person_asked_are_not_compared_with_those_of_the_notes() -> None:
    chat = f"You said:\nWrite of Torsten Schraiber\n\nClaude said:\n\n{POINTS}- Torsten Schreiber bakes it\n"
    (names,) = read_text(chat, "bread.md", SHOWS).names
    assert "Schreiber" in {name.form for name in names.names}
    assert "Schraiber" not in {name.form for name in names.names}


@pytest.mark.parametrize("heading", ["Nota Bene", "License", "Copyright", "Disclaimer"])
def test_what_stands_under_a_legal_heading_is_no_point(heading: str) -> None:
    text = f"{POINTS}\n#### {heading}\n\n**Nobody may sell these notes.**\n"
    episode = one(text)
    assert points(episode) == ["Rye needs water", "Bran cuts gluten"]
    assert [section.title for section in episode.sections] == [heading]
    check(text)


@pytest.mark.parametrize(
    ("raw", "label", "text"),
    [
        ("[Ada Brook - Why rye](https://example.org/1)", "Ada Brook", "Why rye"),
        ("[Ada Brook: Why rye](https://example.org/1)", "Ada Brook", "Why rye"),
        ("[Ada Brook — Why rye](https://example.org/1) is long", "Ada Brook", "Why rye is long"),
        ("[Why rye](https://example.org/1)", "", "Why rye"),
        ("[an odd - one", "", "[an odd - one"),
    ],
)
def test_a_label_inside_a_link_loses_no_bracket(raw: str, label: str, text: str) -> None:
    found = opening(raw)
    assert (found.time, found.label, found.text) == ("", label, text)
