"""How property tests draw examples: the same ones in every run of `make test`, new ones in a campaign."""

import pytest
from hypothesis import settings

settings.register_profile("test", derandomize=True)
settings.register_profile("campaign", derandomize=False)


def pytest_configure(config: pytest.Config) -> None:
    """A commit is judged by the same examples everywhere; the campaign goes on looking for more."""
    at_length = config.getoption("markexpr") == "campaign"
    settings.load_profile("campaign" if at_length else "test")
