"""What a name means, where its host is, whose key it gets, and what it costs."""

from decimal import Decimal

import pytest

from curriculum.cards.writer.address import address, key, needs_key
from curriculum.cards.writer.price import cost, tokens
from curriculum.cards.writer.said import Tokens
from curriculum.problems import CurriculumError

KEYS = {"OPENAI_API_KEY": "sk-openai", "ANTHROPIC_API_KEY": "sk-ant", "GEMINI_API_KEY": "AIza"}


@pytest.mark.parametrize(
    ("name", "url", "speech", "model", "host", "secret"),
    [
        ("openai:gpt-5", None, "openai", "gpt-5", "api.openai.com", "sk-openai"),
        ("anthropic:claude-sonnet-5", None, "anthropic", "claude-sonnet-5", "api.anthropic.com", "sk-ant"),
        ("google:gemini-3-pro", None, "google", "gemini-3-pro", "generativelanguage.googleapis.com", "AIza"),
        ("ollama:qwen3:8b", None, "ollama", "qwen3:8b", "localhost:11434", ""),
        ("ollama:qwen3:8b", "http://nas:11434/v1", "ollama", "qwen3:8b", "nas:11434", ""),
        ("qwen3:8b", "http://localhost:1234/v1", "chat", "qwen3:8b", "localhost:1234", ""),
        ("openai:qwen3", "https://proxy.example/v1/", "chat", "qwen3", "proxy.example", "sk-openai"),
    ],
)
def test_names(name: str, url: str | None, speech: str, model: str, host: str, secret: str) -> None:
    """A key goes only to whom it is for: a bare server gets none."""
    found = address(name, url, {})
    assert (found.speech, found.model, found.host) == (speech, model, host)
    assert key(found, KEYS) == secret
    assert found.name == name


def test_the_environment_may_name_another_address() -> None:
    """As the providers' libraries expect it, and the host that is told is the true one."""
    found = address("openai:gpt-5", None, {"OPENAI_BASE_URL": "https://gate.example/openai/v1"})
    assert (found.host, found.speech) == ("gate.example", "chat")
    assert address("ollama:x", None, {"OLLAMA_BASE_URL": "http://[::1]:99/v1"}).here


@pytest.mark.parametrize(
    ("url", "here"),
    [
        ("http://localhost:1/v1", True),
        ("http://LOCALHOST/v1", True),
        ("http://127.0.0.1/v1", True),
        ("http://127.9.9.9:80/v1", True),
        ("http://[::1]:8080/v1", True),
        ("http://localhost.example.org/v1", False),
        ("http://127.0.0.1.example.org/v1", False),
        ("http://192.168.1.7:1234/v1", False),
        ("http://0.0.0.0:1234/v1", False),
        ("https://example.org/localhost", False),
    ],
)
def test_this_machine(url: str, here: bool) -> None:
    """Only what cannot leave it is this machine."""
    assert address("m", url, {}).here is here


@pytest.mark.parametrize(
    ("name", "url"),
    [
        ("gpt-5", None),
        ("openai:", None),
        ("", "http://localhost/v1"),
        ("m", "localhost:1234"),
        ("m", "ftp://localhost/v1"),
        ("m", "http:///v1"),
        ("m", "http://localhost:99999999/v1"),
        ("m", "http://[::1/v1"),
        ("m", "https://me:hunter2@example.org/v1"),
        ("m", "https://example.org/v1?key=hunter2"),
    ],
)
def test_what_is_no_model(name: str, url: str | None) -> None:
    """One sentence, which shows no password."""
    with pytest.raises(CurriculumError) as raised:
        address(name, url, {})
    (problem,) = raised.value.problems
    assert problem.remedy
    assert "hunter2" not in problem.message + problem.remedy


def test_who_needs_a_key() -> None:
    """The providers; a server of one's own may be open."""
    assert needs_key(address("openai:gpt-5", None, {}))
    assert not needs_key(address("ollama:qwen3", None, {}))
    assert not needs_key(address("m", "http://localhost/v1", {}))


def test_prices() -> None:
    """By the list of genai-prices; what it does not know is not guessed, and this machine costs nothing."""
    used = Tokens(1, 1_000_000, 0)
    known = cost(address("openai:gpt-4o", None, {}), used)
    assert known is not None
    assert 0 < known < 100
    assert cost(address("openai:gpt-nonsense-0", None, {}), used) is None
    assert cost(address("m", "https://example.org/v1", {}), used) is None
    assert cost(address("ollama:qwen3", None, {}), used) == Decimal(0)


def test_tokens_are_rather_too_many() -> None:
    """Four letters each, rounded up."""
    assert [tokens(letters) for letters in (0, 1, 4, 5)] == [0, 1, 1, 2]
