"""A whole vault: its episode files are read, and what else is in it is left out with a reason."""

import io
import shutil
import zipfile
from pathlib import Path

import pytest
from vault import GRAPH, LANGUAGES, VAULT, Vault

from curriculum.problems import CurriculumError
from curriculum.reading.file_names import parts, plain_name
from curriculum.reading.kinds import EPISODE, SILENT, mark
from curriculum.reading.left_out import KINDS
from curriculum.reading.library import Library
from curriculum.reading.manners import by_name, is_dated, may_be_show
from curriculum.reading.places import find
from curriculum.reading.read import read
from curriculum.reading.shows import known_shows
from curriculum.reading.triage import shown, triage

SHOWS = known_shows()
STYLES = Path(__file__).parent / "fixtures"


def files(library: Library, folder: Path) -> list[str]:
    return [file.path.removeprefix(f"{folder.as_posix()}/") for file in library.files]


def left_out(library: Library, folder: Path) -> dict[str, str]:
    return {one.path.removeprefix(f"{folder.as_posix()}/"): one.kind for one in library.left_out}


def write(folder: Path, notes: dict[str, str]) -> Path:
    for path, text in notes.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize(
    ("notes", "folders"),
    [
        (VAULT, {".obsidian/": "hidden", ".trash/": "hidden"}),
        (GRAPH, {"logseq/": "program"}),
        (LANGUAGES, dict[str, str]()),
    ],
    ids=["folders", "flat", "languages"],
)
def test_of_a_vault_exactly_the_episode_files_are_read(
    tmp_path: Path, notes: Vault, folders: dict[str, str]
) -> None:
    library = read([notes.make(tmp_path)])
    assert files(library, tmp_path) == notes.episodes
    expected = {path: kind for path, kind in notes.others.items() if not path.startswith(tuple(folders))}
    assert left_out(library, tmp_path) == expected | folders
    assert {one.kind for one in library.left_out} <= KINDS.keys()
    assert all(one.why.endswith(".") for one in library.left_out)
    assert not [problem for problem in library.problems if problem.kind in ("unreadable", "no-episode")]


@pytest.mark.parametrize("folder", ["", "Podcasts", "Notes", "Listening/2026"])
@pytest.mark.parametrize("notes", [VAULT, GRAPH, LANGUAGES], ids=["folders", "flat", "languages"])
def test_of_episodes_in_every_style_strewn_into_a_vault_none_is_lost(
    tmp_path: Path, notes: Vault, folder: str
) -> None:
    """The fixtures of reading show more than sixty layouts, many without a word of a podcast."""
    mine = [path for path in STYLES.iterdir() if path.suffix in (".md", ".txt")]
    notes.make(tmp_path)
    (tmp_path / folder).mkdir(parents=True, exist_ok=True)
    for path in mine:
        shutil.copy(path, tmp_path / folder)
    kept, _ = triage({place: shown(place, SHOWS) for place in find([tmp_path]).places})
    assert {path.name for path in mine} <= {place.path.name for place in kept}
    assert set(notes.episodes) <= {place.within for place in kept}


@pytest.mark.parametrize(
    "path",
    [
        "Recipes/Rye bread.md",
        "Templates/Podcast.md",
        "Daily/2026-03-02.md",
        "Notes/Knots.md",
        "Podcasts/Index.md",
        "README.md",
        ".trash/old podcast.md",
        "Readwise/Full Document Contents/Podcasts/A Mill on Every Stream.md",
    ],
)
def test_whatever_is_left_out_is_read_when_it_is_named(tmp_path: Path, path: str) -> None:
    library = read([VAULT.make(tmp_path) / path])
    assert files(library, tmp_path) == [path]
    assert not library.left_out


@pytest.mark.parametrize("path", ["Untitled.md", "Map.canvas", "Attachments/kelp.png", "Tables/Rides.csv"])
def test_what_holds_no_episode_is_told_when_it_is_named(tmp_path: Path, path: str) -> None:
    with pytest.raises(CurriculumError, match="No episode was found in"):
        read([VAULT.make(tmp_path) / path])


def test_named_beside_its_folder_a_file_is_read_once(tmp_path: Path) -> None:
    VAULT.make(tmp_path)
    library = read([tmp_path / "Recipes" / "Rye bread.md", tmp_path])
    assert files(library, tmp_path) == ["Recipes/Rye bread.md", *VAULT.episodes]
    assert "Recipes/Rye bread.md" not in left_out(library, tmp_path)


# --- what a file shows ------------------------------------------------------------------------

RECIPE = "# Bread\n\n## Ingredients\n- rye\n\n## Method\n- wait\n"


@pytest.mark.parametrize(
    ("text", "path", "kind"),
    [
        ("---\ntype: podcast\n---\n# Kelp\n", "kelp.md", "episode"),
        ("---\ntags:\n  - podcast\n---\n# Kelp\n", "kelp.md", "episode"),
        ("---\ncategory: '[[Podcasts]]'\n---\n# Kelp\n", "Recipes/kelp.md", "episode"),
        ("# Kelp\n\nType: Podcast\n\n- cold\n", "kelp.md", "episode"),
        ("# Kelp\n\n**Guest:** Oda Brisk\n\n- cold\n", "kelp.md", "episode"),
        ("title:: Kelp\nhost:: [[Oda Brisk]]\n\n- cold\n", "kelp.md", "episode"),
        ("# Kelp\n\nIn this episode we hear of ropes.\n", "kelp.md", "episode"),
        ("# Kelp\n\nhttps://overcast.fm/+abc\n", "kelp.md", "episode"),
        ("# Kelp\n\n- cold\n\n## Key takeaways\n- plant early\n", "kelp.md", "episode"),
        ("# Oda Brisk on kelp\n\n- cold\n", "kelp.md", "episode"),
        ("- cold\n- dark\n", "Podcasts/kelp.md", "episode"),
        ("- cold\n- dark\n", "Podcasts/2026-11-29.md", "episode"),
        ("- cold\n- dark\n", "Hard Fork/kelp.md", "episode"),
        (RECIPE, "bread.md", "note"),
        (RECIPE.replace("# Bread", "# Bread\n\nGuest: Ann Lee"), "bread.md", "episode"),
        (RECIPE.replace("## Method\n- wait", "## Quotes\n- Rye waits."), "bread.md", "episode"),
        ("---\ntype: recipe\n---\n# Bread\n\nGuest: Ann Lee\n", "bread.md", "note"),
        ("---\ntype: recipe\ntags: podcast\n---\n# Bread\n", "bread.md", "episode"),
        ("# Salt\n\n## Key takeaways\n- tax\n", "Books/salt.md", "note"),
        ("# Salt\n\nGuest: Ann Lee\n\n- tax\n", "Books/salt.md", "episode"),
        ("# Salt\n\n- tax\n", "salt.md", ""),
        ("# 2026-11-29\n\n- Heard a podcast.\n", "2026-11-29.md", "daily"),
        ("# 2026-11-29\n\n## Podcast: Kelp\n- cold\n", "journals/2026_11_29.md", "episode"),
        ("# Kelp\n\n- [[ropes]]\n- [[cold]]\n- [[light]], [[fuel]]\n", "Podcasts/kelp.md", "index"),
        ("# Kelp\n\nGuest: [[Oda]]\n\n- [[ropes]]\n- [[cold]]\n- [[light]]\n", "kelp.md", "episode"),
        ("# Podcasts\n\n```dataview\nLIST FROM #podcast\n```\n", "kelp.md", "index"),
        ("# Repository\n\nNotes by me.\n", "README.md", "page"),
        (
            "# Ropes\n\n> In this episode we tie ropes.\n\n[Video](https://youtu.be/x)\n\n- knots\n",
            "README.md",
            "episode",
        ),
        ("# {{title}}\n\nGuest: {{guest}}\n", "kelp.md", "template"),
        ("# <% tp.file.title %>\n\n## Key Points\n", "kelp.md", "template"),
        ("# Kelp\n\nGuest: Oda\n\n- the root is a {{c1::holdfast}}\n", "kelp.md", "episode"),
        ("# Kelp\n\nGuest: Oda\n\n{{video https://youtu.be/x}}\n", "kelp.md", "episode"),
        (
            "# Kelp\n\nGuest: Oda\n\n- A page says `{{ title }}` where its title goes, in this language.\n",
            "kelp.md",
            "episode",
        ),
        (
            "# Kelp\n\nGuest: Oda\n\n- {{youtube-timestamp 90}} cold\n- {{renderer :time}} light\n",
            "k.md",
            "episode",
        ),
        (
            "---\ndate: {{date}}\n---\n# Kelp\n\nGuest: Oda\n\n- Cold matters.\n- Light matters.\n",
            "k.md",
            "episode",
        ),
        ("---\ntype: podcast\n---\n- [[ropes]]\n- [[cold]]\n- [[light]]\n", "kelp.md", "episode"),
        ("# 2026-11-29\n\nThis episode is on kelp.\n\n## Takeaways\n- cold\n", "2026-11-29.md", "episode"),
        ("- cold\n- light\n", "My podcast summaries/2026-11-29.md", "episode"),
        ("---\ntags: [books, projects]\nguest: Una Teal\n---\n# Rope\n\n- hemp\n", "rope.md", "episode"),
        ("# The meeting of the tides\n\n## Takeaways\n- cold\n", "The meeting of the tides.md", "episode"),
        ("# Team meeting\n\n## Highlights\n- boat\n", "2026-10-02 Team meeting.md", "note"),
        ("# SSH\n\nHost: 10.0.0.1\nGuests: 40\n", "ssh.md", ""),
        ("# Holes\n\n- source: [[The Dairy Podcast]]\n- gas\n", "holes.md", "episode"),
        ("# Home\n\n{{query (and [[podcast]])}}\n", "q.md", "index"),
        (" \n\n", "kelp.md", "blank"),
        ("```markdown\n# Kelp\n\nGuest: Oda\n```\n", "kelp.md", "episode"),
    ],
)
def test_what_a_file_shows(text: str, path: str, kind: str) -> None:
    assert mark(text, path.split("/"), SHOWS).kind == kind


def test_what_shows_nothing_is_read_with_its_like(tmp_path: Path) -> None:
    """Bare lists alone are episodes, and so is one in a folder of episodes; one among other notes is not."""
    bare = "# {}\n\n- one\n- two\n"
    alone = write(tmp_path / "a", {f"{name}.md": bare.format(name) for name in ("Salt", "Peat", "Kelp")})
    assert len(read([alone]).episodes) == 3
    told = {f"Talks/{n}.md": f"# Talk {n}\n\nGuest: Ann Lee\n\n- one\n- two\n" for n in range(3)}
    recipes = {f"Food/{n}.md": RECIPE for n in range(6)}
    mixed = write(
        tmp_path / "b",
        told | recipes | {"Talks/Salt.md": bare.format("Salt"), "Peat.md": bare.format("Peat")},
    )
    library = read([mixed])
    assert "Talks/Salt.md" in files(library, mixed)
    assert left_out(library, mixed)["Peat.md"] == "silent"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("Templates/kelp.md", "template"),
        ("00 - Templates/kelp.md", "template"),
        ("_templates/a/kelp.md", "template"),
        ("Template - Podcast.md", "template"),
        ("Podcast template.md", "template"),
        ("Podcast (Template).md", "template"),
        ("template.md", "template"),
        ("Readwise/Full Document Contents/Podcasts/kelp.md", "full-text"),
        ("Template matching in the eye of the bee.md", ""),
        ("How a good tune became the template of all dances.md", ""),
    ],
)
def test_names_that_say_enough(path: str, kind: str) -> None:
    verdict = by_name(parts(path))
    assert (verdict.kind if verdict else "") == kind


@pytest.mark.parametrize(
    "name",
    "2026-11-29|2026_11_29|20261129|Nov 29th, 2026|29. November 2026|2026-W48|2026-11-29 Sunday"
    "|Sunday, 2026-11-29|2026-11|29-11-2026".split("|"),
)
def test_days_weeks_and_months_are_dates(name: str) -> None:
    assert is_dated([f"{name}.md"])


@pytest.mark.parametrize("name", ["2026-11-29 Kelp.md", "Sunday.md", "81.md", "-1.md", "May.md", "1984.md"])
def test_other_names_are_none(name: str) -> None:
    assert not is_dated([name])


# --- names that programs make -----------------------------------------------------------------

ID = "0123456789abcdef0123456789abcdef"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (f"Podcasts {ID}/Kelp ropes {ID}.md", ("Podcasts", "Kelp ropes.md")),
        ("pages/Podcasts%2FThe Kelp Hour%2FRopes.md", ("pages", "Podcasts", "The Kelp Hour", "Ropes.md")),
        ("pages/Podcasts___The Kelp Hour___Ropes.md", ("pages", "Podcasts", "The Kelp Hour", "Ropes.md")),
        ("664 _ Kelp _ Ropes.md", ("664 _ Kelp _ Ropes.md",)),
    ],
)
def test_the_marks_of_notion_and_logseq_leave_names(path: str, said: tuple[str, ...]) -> None:
    assert parts(path) == said
    assert plain_name(path) == said[-1]


@pytest.mark.parametrize(
    "name",
    f"Podcasts|Highlights|pages|Full Document Contents|Export-{ID}|2026|2026-11|Inbox|Notes|Season 2|May"
    "|Export-1f2e-Part-1".split("|"),
)
def test_no_show_is_called_so(name: str) -> None:
    assert not may_be_show(name)


@pytest.mark.parametrize(
    ("path", "show"),
    [
        ("Podcasts/The Kelp Hour/ropes.md", "The Kelp Hour"),
        ("Podcasts/The Kelp Hour/2026/ropes.md", "The Kelp Hour"),
        ("Snipd/Data/The Kelp Hour/ropes.md", "The Kelp Hour"),
        (f"Podcasts {ID}/The Kelp Hour {ID}/ropes {ID}.md", "The Kelp Hour"),
        ("pages/Podcasts___The Kelp Hour___ropes.md", "The Kelp Hour"),
        ("Podcasts/ropes.md", ""),
        ("The Kelp Hour/ropes.md", ""),
        ("hard-fork/2026/ropes.md", "Hard Fork"),
    ],
)
def test_a_folder_names_the_show_where_only_shows_stand(tmp_path: Path, path: str, show: str) -> None:
    write(tmp_path, {path: "# Ropes\n\n- wide\n- long\n"})
    (episode,) = read([tmp_path]).episodes
    assert episode.show == show


def test_a_page_without_a_title_is_called_as_its_file_without_ids(tmp_path: Path) -> None:
    write(tmp_path, {f"Wide ropes {ID}.md": "- Ropes stand wide.\n- Light comes in.\n"})
    (episode,) = read([tmp_path]).episodes
    assert episode.title == "Wide ropes"


def packed(notes: dict[str, str | bytes]) -> bytes:
    page = io.BytesIO()
    with zipfile.ZipFile(page, "w", zipfile.ZIP_DEFLATED) as made:
        for path, text in notes.items():
            made.writestr(path, text)
    return page.getvalue()


@pytest.mark.parametrize("source", ["notes", "notes/Export-1f2e.zip"])
def test_an_export_of_notion_is_read_where_it_lies(tmp_path: Path, source: str) -> None:
    """Zip in zip, ids everywhere; databases, pictures, the pages of databases and other notes left out."""
    pages: dict[str, str | bytes] = {
        f"Podcasts {ID}.csv": "Name,Show\n",
        f"Podcasts {ID}.md": "# Podcasts\n\n[Podcasts](Podcasts.csv)\n",
        f"Podcasts {ID}/Wide ropes {ID}.md": "# Wide ropes\n\nShow: The Kelp Hour\n\n- Light.\n",
        f"Podcasts {ID}/Salt Talk {ID}/Brine {ID}.md": "- A valve freezes.\n- A pump lasts.\n",
        f"Podcasts {ID}/Wide ropes {ID}/rope.png": "PNG",
        f"Recipes {ID}/Bread {ID}.md": RECIPE,
        "__MACOSX/._Bread.md": "x",
    }
    (tmp_path / "notes").mkdir()
    archive = packed({"Export-1f2e-Part-1.zip": packed(pages), "index.html": "<html>"})
    (tmp_path / "notes" / "Export-1f2e.zip").write_bytes(archive)
    library = read([tmp_path / source])
    inner = "notes/Export-1f2e.zip/Export-1f2e-Part-1.zip"
    assert [(episode.show, episode.title) for episode in library.episodes] == [
        ("Salt Talk", "Brine"),
        ("The Kelp Hour", "Wide ropes"),
    ]
    assert (
        library.episodes[1].source.path == f"{tmp_path.as_posix()}/{inner}/Podcasts {ID}/Wide ropes {ID}.md"
    )
    assert left_out(library, tmp_path) == {
        f"{inner}/Podcasts {ID}.csv": "attachment",
        f"{inner}/Podcasts {ID}.md": "index",
        f"{inner}/Podcasts {ID}/Wide ropes {ID}/rope.png": "attachment",
        f"{inner}/Recipes {ID}/Bread {ID}.md": "note",
        f"{inner}/__MACOSX/": "program",
        "notes/Export-1f2e.zip/index.html": "attachment",
    }


def test_logseq_s_own_folder_is_left_out_and_a_show_of_that_name_is_not(tmp_path: Path) -> None:
    note = "# Ropes\n\nGuest: Ann Lee\n\n- wide\n"
    graph = write(
        tmp_path / "g", {"logseq/config.edn": "{}", "logseq/bak/pages/a.md": note, "pages/a.md": note}
    )
    assert files(read([graph]), graph) == ["pages/a.md"]
    assert left_out(read([graph]), graph) == {"logseq/": "program"}
    other = write(tmp_path / "h", {"logseq/a.md": note})
    assert files(read([other]), other) == ["logseq/a.md"]


def test_a_folder_of_other_notes_alone_is_told_with_what_is_in_it(tmp_path: Path) -> None:
    write(tmp_path, {"bread.md": RECIPE, "Templates/a.md": "# a\n"})
    with pytest.raises(CurriculumError, match="left out: 1 note of another kind, 1 template") as caught:
        read([tmp_path])
    assert caught.value.problems[0].remedy


def test_marks_are_few() -> None:
    assert mark("# Salt\n\n- tax\n", ["salt.md"], SHOWS) == SILENT
    assert mark("Guest: Ann\n", ["salt.md"], SHOWS) == EPISODE
