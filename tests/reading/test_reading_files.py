"""Files as they come: encodings, line ends, folders, transcripts, duplicates, many at once."""

import os
from pathlib import Path

import pytest
from accounting import SHOWS
from hypothesis import given, settings
from hypothesis import strategies as st

from curriculum.crew.cores import Cores
from curriculum.letters import clean
from curriculum.problems import CurriculumError
from curriculum.publish import MANIFEST
from curriculum.reading.decoding import decode
from curriculum.reading.episodes import read_text
from curriculum.reading.read import read
from curriculum.reading.transcripts import transcript_kind

NOTES = "# Radiolab: Café Clocks\n\n## Key Points\n- **Début**: It cost 5 €.\n- **Fin**: naïve “end”.\n"


def write(folder: Path, **files: bytes | str) -> Path:
    for name, data in files.items():
        path = folder / name.replace("__", ".")
        path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return folder


@pytest.mark.parametrize(
    ("data", "encoding", "told"),
    [
        (NOTES.encode("utf-8"), "utf-8", False),
        (b"\xef\xbb\xbf" + NOTES.encode("utf-8"), "utf-8-sig", False),
        (b"\xff\xfe" + NOTES.encode("utf-16-le"), "utf-16", False),
        (b"\xfe\xff" + NOTES.encode("utf-16-be"), "utf-16", False),
        (NOTES.encode("utf-16-le"), "utf-16-le", True),
        (NOTES.encode("cp1252"), "windows-1252", True),
        (NOTES.replace("\n", "\r\n").encode("utf-8"), "utf-8", False),
        (NOTES.replace("\n", "\r").encode("utf-8"), "utf-8", False),
        (NOTES.replace("C", "\0C").encode("utf-8"), "utf-8", True),
    ],
    ids=["utf-8", "utf-8 BOM", "utf-16 LE", "utf-16 BE", "utf-16 bare", "cp1252", "CRLF", "CR", "NUL"],
)
def test_every_encoding_gives_the_same_episode(
    tmp_path: Path, data: bytes, encoding: str, told: bool
) -> None:
    library = read([write(tmp_path, a__md=data)])
    (episode,) = library.episodes
    assert episode.title == "Café Clocks"
    assert [(point.label, point.text, point.line) for point in episode.points] == [
        ("Début", "It cost 5 €.", 4),
        ("Fin", "naïve “end”.", 5),
    ]
    assert library.files[0].encoding == encoding
    assert [problem.kind for problem in library.problems] == ["encoding"] * told


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200))
def test_what_is_written_as_utf_8_is_read_back(text: str) -> None:
    """But for what is no text: line ends and blank lines are made alike, NUL is left out."""
    decoded = decode(text.encode("utf-8"))
    if decoded is not None and decoded.encoding == "utf-8":
        kept = [
            char
            for char in clean(text.replace("\0", ""))
            if not char.isspace() and char not in "\x1c\x1d\x1e\x1f\x85"
        ]
        assert [char for char in decoded.text if not char.isspace()] == kept


def test_a_folder_is_searched_in_a_fixed_order_without_what_is_no_note(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    write(tmp_path, b__txt=NOTES, a__markdown=NOTES, c__pdf=NOTES, corrections__toml="", themes__toml="")
    write(tmp_path / "b", a__MD=NOTES)
    write(tmp_path / ".git", x__md=NOTES)
    found = [Path(file.path).relative_to(tmp_path).as_posix() for file in read([tmp_path]).files]
    assert found == ["a.markdown", "b.txt", "b/a.MD"]
    twice = read([tmp_path / "b.txt", tmp_path])
    assert [Path(file.path).name for file in twice.files] == ["b.txt", "a.markdown", "a.MD"]


def test_what_a_build_made_among_the_notes_is_nobodys_notes(tmp_path: Path) -> None:
    made = tmp_path / "decks" / "may-2024"
    made.mkdir(parents=True)
    write(tmp_path, a__md=NOTES)
    write(made, outline__md="# May\n\n- a week of kelp\n", mine__md=NOTES.replace("# ", "# Another "))
    (made / MANIFEST).write_text('{"files": {"outline.md": "0"}}', "utf-8")
    found = [Path(file.path).relative_to(tmp_path).as_posix() for file in read([tmp_path]).files]
    assert found == ["a.md", "decks/may-2024/mine.md"]


def test_a_folder_may_name_the_show_and_a_table_beside_the_notes_may_add_one(tmp_path: Path) -> None:
    (tmp_path / "hard-fork").mkdir()
    write(tmp_path / "hard-fork", a__md="# Chips\n\n- one\n- two\n")
    write(tmp_path, b__md="# LTB: Chips and Salt\n\n- three\n- four\n")
    write(tmp_path, shows__toml='[[show]]\nname = "Long Table"\naliases = ["LTB"]\n')
    shows = {episode.title: episode.show for episode in read([tmp_path]).episodes}
    assert shows == {"Chips": "Hard Fork", "Chips and Salt": "Long Table"}


@pytest.mark.parametrize(
    "text", ["[[show]]\n", "[[show]]\nname = 5\n", "show = \n", "[[show]]\nname='a'\naliases=3\n"]
)
def test_a_broken_table_of_shows_stops_the_job_with_a_way_out(tmp_path: Path, text: str) -> None:
    write(tmp_path, a__md=NOTES, shows__toml=text)
    with pytest.raises(CurriculumError) as caught:
        read([tmp_path])
    assert "[[show]]" in caught.value.problems[0].remedy


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_opened_is_a_problem(tmp_path: Path) -> None:
    write(tmp_path, a__md=NOTES, b__md=NOTES)
    (tmp_path / "b.md").chmod(0)
    assert "unreadable" in {problem.kind for problem in read([tmp_path]).problems}


# --- what is no episode -----------------------------------------------------------------------

SRT = "1\n00:00:01,000 --> 00:00:04,000\nWelcome back.\n\n2\n00:00:04,500 --> 00:00:06,000\nThank you.\n"
VTT = "WEBVTT\n\n00:01.000 --> 00:04.000\nWelcome back.\n"
TURNS = "\n\n".join(f"**{'Ann' if n % 2 else 'Bob Lee'}:** So that was thing number {n}." for n in range(12))
STAMPED = "\n".join(f"[00:{n:02}:10] {'Ann' if n % 2 else 'Bob'}: And then came {n}." for n in range(12))


@pytest.mark.parametrize(
    ("text", "kind"),
    [(SRT, "SRT"), (VTT, "WebVTT"), (TURNS, "transcript"), (STAMPED, "transcript"), (NOTES, ""), ("", "")],
    ids=["srt", "vtt", "turns", "stamped", "notes", "empty"],
)
def test_transcripts_are_known(text: str, kind: str) -> None:
    assert transcript_kind(text) == kind


def test_flashcards_and_quotes_are_no_transcript() -> None:
    cards = "\n".join(f"Q: What is {n}?\nA: It is {n + 1}." for n in range(20))
    quotes = "# T\n\n## Quotes\n" + "\n".join(f'- **Ann Lee:** "Words {n}."' for n in range(12))
    assert transcript_kind(cards) == ""
    assert transcript_kind(quotes) == ""


def test_a_transcript_is_refused_politely(tmp_path: Path) -> None:
    write(tmp_path, a__md=NOTES, b__md=TURNS)
    library = read([tmp_path])
    assert len(library.episodes) == 1
    (problem,) = [problem for problem in library.problems if problem.kind == "unreadable"]
    assert "transcript" in problem.message
    with pytest.raises(CurriculumError):
        read([tmp_path / "b.md"])


@pytest.mark.parametrize(
    "text", ["hello\n", "Some words.\n\nSome more words about nothing.\n", "\n\n \n", ""]
)
def test_a_file_without_any_episode(tmp_path: Path, text: str) -> None:
    write(tmp_path, a__md=NOTES, b__md=text)
    library = read([tmp_path])
    assert len(library.episodes) == 1
    (left_out,) = library.left_out
    assert (Path(left_out.path).name, left_out.kind) == ("b.md", "no-episode" if text.strip() else "blank")
    assert not {problem.kind for problem in library.problems} & {"no-episode"}
    with pytest.raises(CurriculumError, match="No episode was found"):
        read([tmp_path / "b.md"])
    both = read([tmp_path / "a.md", tmp_path / "b.md"])
    assert ("no-episode" in {problem.kind for problem in both.problems}) == bool(text.strip())


# --- the same episode twice -------------------------------------------------------------------


def test_an_episode_noted_twice_is_a_problem_and_both_keep_ids_of_their_own(tmp_path: Path) -> None:
    renamed = NOTES.replace("Café Clocks", "The Clocks of the Café")
    library = read([write(tmp_path, a__md=NOTES, b__md=NOTES, c__md=renamed)])
    assert [Path(p.path).name for p in library.problems if p.kind == "duplicate"] == ["b.md", "c.md"]
    ids = [episode.id for episode in library.episodes]
    assert ids == ["cafe-clocks", "radiolab-cafe-clocks", "the-clocks-of-the-cafe"]
    points = [point.id for episode in library.episodes for point in episode.points]
    assert len(set(points)) == len(points)


def test_points_with_one_label_have_ids_of_their_own() -> None:
    text = "# A\n\n## Key Points\n- **Cost**: one\n- **Cost**: two\n- **Cost**: three\n"
    (episode,) = read_text(text, "a.md", SHOWS).episodes
    assert [point.id for point in episode.points] == ["a/cost", "a/cost-2", "a/cost-3"]


def test_ids_survive_another_order_and_another_number() -> None:
    one = "# 3. A B C\n\n## Key Points\n1. **Cost**: one\n2. **Time**: two\n"
    other = "# 7. A B C\n\n## Key Points\n1. **Time**: two\n2. **Cost**: one\n"
    ids = [{point.id for point in read_text(text, "a.md", SHOWS).episodes[0].points} for text in (one, other)]
    assert ids[0] == ids[1]


# --- many files -------------------------------------------------------------------------------


def test_many_cores_read_what_one_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(70):
        text = NOTES.replace("Café", f"Number {number}")
        write(tmp_path, **{f"n{number:02}__md": text})
    steps: list[tuple[int, int]] = []
    alone = read([tmp_path], lambda done, total: steps.append((done, total)))
    assert steps == [(done, 70) for done in range(1, 71)]
    steps.clear()
    with Cores(2, worth=0) as crew:
        together = read([tmp_path], lambda done, total: steps.append((done, total)), crew=crew)
    assert together == alone
    assert steps == [(done, 70) for done in range(1, 71)]


# --- large and hostile ------------------------------------------------------------------------


@pytest.mark.skipif(os.name != "posix", reason="only Unix file names are bytes")
def test_a_file_name_that_is_no_text_is_shown_all_the_same(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9.md"
    try:
        with open(name, "w", encoding="utf-8") as file:  # noqa: PTH123 - bytes are the point here
            file.write(NOTES)
    except OSError:
        pytest.skip("this file system takes no such name")
    (episode,) = read([tmp_path]).episodes
    assert episode.source.path.endswith("caf\ufffd.md")
    assert episode.model_dump_json()
