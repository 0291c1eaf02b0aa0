"""What README.md tells a learner to type works as it stands, in its order, on three short episodes."""

import os
import re
import shlex
import shutil
import signal
import subprocess
from pathlib import Path

from program import program

ROOT = Path(__file__).resolve().parents[2]
EPISODES = Path(__file__).parent / "fixtures" / "episodes"
PROGRAM = ".venv/bin/curriculum "


def commands(text: str) -> list[str]:
    """The program's commands in the ```sh blocks, as typed."""
    blocks = re.findall(r"^```sh\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    return [line for block in blocks for line in block.splitlines() if line.startswith(PROGRAM)]


def answered(sheet: str) -> str:
    """What a chat may answer to a sheet: no point holds anything."""
    points = re.findall(r"\[(p-[\w-]+), at most", sheet)
    assert points
    return "\n".join(f'{{"what": "none", "point": "{point}", "answer": "nothing"}}' for point in points)


NEW = """# The tides

1. **Spring tide**: Sun and Moon pull along one line.
"""


def promised(text: str) -> list[str]:
    """Patterns of the files in the table of what ``build`` makes: ``week-1-….pdf`` is ``week-1-*.pdf``."""
    rows = re.findall(r"^\| `([^`|]+\.(?:html|toml|apkg|pdf))`", text, re.MULTILINE)
    return [name.replace("…", "*") for name in rows]


def run(line: str, folder: Path) -> tuple[int, str]:
    """Exit code and messages of a command; the desk, which waits for a person, is ended as they end it."""
    running = subprocess.Popen(
        [*program(), *shlex.split(line.removeprefix(PROGRAM), comments=True)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "BROWSER": "true"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    if line.startswith(f"{PROGRAM}desk"):
        assert running.stdout
        assert "http://127.0.0.1:" in running.stdout.readline()
        running.send_signal(signal.SIGINT)
        said = running.communicate(timeout=60)[1]
        return (0 if running.returncode in (0, 130) else running.returncode), said
    said = running.communicate()[1]
    return running.returncode, said


def test_a_newcomer_reads_at_most_400_words_before_the_first_build() -> None:
    """From the top of README.md to the step that imports what the desk has built."""
    text = (ROOT / "README.md").read_text("utf-8")
    first, _, rest = text.partition("\n6. In Anki")
    assert rest
    assert re.findall(r"^## (.*)", first, re.MULTILINE) == ["What to type for your own notes"]
    assert len(first.split()) <= 400


def test_readme_works_as_typed(tmp_path: Path) -> None:
    """Read, build a month, search, build a theme, build the edited outline; then look for the files."""
    text = (ROOT / "README.md").read_text("utf-8")
    notes = tmp_path / "my-notes"
    shutil.copytree(EPISODES, notes)
    typed = commands(text)
    assert [line.split()[1] for line in typed[:3]] == ["desk", "read", "build"]
    for line in typed:
        if "2024-06" in line:  # a month later there are new notes
            (notes / "new.md").write_text(
                "# The tides\n\n1. **Spring tide**: Sun and Moon pull in one line.\n"
            )
        if "--reply" in line:
            (tmp_path / "answer.txt").write_text(answered((tmp_path / "ask.md").read_text("utf-8")))
        code, said = run(line, tmp_path)
        assert code == 0, f"{line}\n{said}"
    (folder,) = re.findall(r"in\s+`(decks/[\w-]+)/`:", text)
    names = promised(text)
    assert len(names) >= 4
    for name in names:
        made = list((tmp_path / folder).glob(name))
        assert made, f"README.md promises {folder}/{name}"
        assert all(path.stat().st_size > 0 for path in made)
    assert (notes / "curriculum.lock").is_file()
