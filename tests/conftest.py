"""How property tests draw examples, and where tests keep what may be deleted."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("test", derandomize=True, deadline=None)  # no test depends on time
settings.register_profile("campaign", derandomize=False, deadline=None)

CACHE = Path(__file__).parents[1] / ".pytest_cache" / "home"


def pytest_configure(config: pytest.Config) -> None:
    """A commit is judged by the same examples everywhere; the campaign goes on looking for more."""
    at_length = config.getoption("markexpr") == "campaign"
    settings.load_profile("campaign" if at_length else "test")
    # without the bytecode each process of a command would compile the program anew, half a second long
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["XDG_CACHE_HOME"] = str(CACHE)  # parses are kept between runs, and never in a person's home
    state = tempfile.mkdtemp(prefix="curriculum-state-")
    os.environ["XDG_STATE_HOME"] = state  # what is remembered is not: folders of the same name come again
    config.add_cleanup(lambda: shutil.rmtree(state, ignore_errors=True))
