"""An address: which model a name means, where it is served, and whose key it takes."""

import ipaddress
from collections.abc import Mapping
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

from curriculum.problems import CurriculumError

Speech = Literal["openai", "chat", "anthropic", "google", "ollama"]
"""How a server is spoken to: ``openai`` is OpenAI's own, ``chat`` what many servers took over from it."""

PROVIDERS: dict[str, tuple[Speech, str, str, tuple[str, ...]]] = {
    "openai": ("openai", "https://api.openai.com/v1", "OPENAI_BASE_URL", ("OPENAI_API_KEY",)),
    "anthropic": (
        "anthropic",
        "https://api.anthropic.com",
        "ANTHROPIC_BASE_URL",
        ("ANTHROPIC_API_KEY",),
    ),
    "google": (
        "google",
        "https://generativelanguage.googleapis.com",
        "GOOGLE_GEMINI_BASE_URL",
        ("GOOGLE_API_KEY", "GEMINI_API_KEY"),
    ),
    "ollama": ("ollama", "http://localhost:11434/v1", "OLLAMA_BASE_URL", ("OLLAMA_API_KEY",)),
}
"""Provider → how it is spoken to, where it is, the variable that says otherwise, and those with its key."""
_NAMES = "openai:gpt-5, anthropic:claude-sonnet-5, google:gemini-3-pro, ollama:qwen3:8b"


class Address(NamedTuple):
    """A model and where it is served. The key is not in it: ``key`` reads it when it is needed."""

    name: str
    """As the person wrote it: the author of its drafts."""
    provider: str
    """``openai``, ``anthropic``, ``google``, ``ollama``, or "" for a server that only has an address."""
    speech: Speech
    model: str
    url: str
    variables: tuple[str, ...]
    """The environment's variables that may hold its key, the first that is set counts."""

    @property
    def host(self) -> str:
        """The machine that is asked, with its port where it is not the usual one."""
        return urlsplit(self.url).netloc

    @property
    def variable(self) -> str:
        """The variable that a key belongs in; "" where none is sent."""
        return self.variables[0] if self.variables else ""

    @property
    def here(self) -> bool:
        """Whether the server is this machine, so that nothing leaves it."""
        name = urlsplit(self.url).hostname or ""
        try:
            return ipaddress.ip_address(name).is_loopback
        except ValueError:
            return name == "localhost"

    @property
    def open(self) -> bool:
        """Whether what is sent can be read on its way."""
        return not self.here and urlsplit(self.url).scheme == "http"


def address(name: str, url: str | None, environment: Mapping[str, str]) -> Address:
    """What ``--with NAME`` and ``--url URL`` mean.

    A key is sent only to whom it is for: a server named by its address alone gets none, and with
    ``openai:NAME`` beside the address the one for OpenAI.

    Raises:
        CurriculumError: no provider is known by the name and there is no address, or the address is none.
    """
    provider, _, model = name.partition(":")
    if provider not in PROVIDERS:
        provider, model = "", name
    if not model.strip():
        raise CurriculumError.of("model", f"“{name}” names no model.", f"Write it as {_NAMES}.")
    if not provider:
        if url is None:
            raise CurriculumError.of(
                "model",
                f"“{name}” does not say who serves the model.",
                f"Write it as {_NAMES}, or give the address of a server with --url.",
            )
        return Address(name, "", "chat", model, checked(url, "--url"), ())
    speech, usual, variable, keys = PROVIDERS[provider]
    found = (
        checked(url, "--url") if url is not None else checked(environment.get(variable) or usual, variable)
    )
    if provider == "openai" and found != usual:
        speech = "chat"  # what takes OpenAI's place seldom knows its newer way
    return Address(name, provider, speech, model, found, keys)


def addresses(
    name: str, url: str | None, critic: str | None, environment: Mapping[str, str]
) -> tuple[Address, Address | None]:
    """The writer and the critic, if one is named. ``url`` is the critic's too, unless its name says another.

    Raises CurriculumError as ``address``.
    """
    writer = address(name, url, environment)
    if critic is None or critic == name:
        return writer, None if critic is None else writer
    try:
        own = address(critic, None, environment)
    except CurriculumError:
        return writer, address(critic, url, environment)
    same = critic.partition(":")[0] == writer.provider
    return writer, address(critic, url, environment) if same else own


def checked(url: str, origin: str) -> str:
    """The address without a slash at its end.

    Raises:
        CurriculumError: it is none of http or https, or has a password in it, which would be shown.
    """
    remedy = "Write it as http://localhost:1234/v1 or https://example.org/v1."
    try:
        parts = urlsplit(url.strip())
        _ = parts.port  # raises where it is no number
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise CurriculumError.of("model", f"{origin} is no address of a server.", remedy)
    if "@" in parts.netloc or parts.query or parts.fragment:
        said = f"{origin} holds more than an address: a name, a password or a question."
        raise CurriculumError.of("model", said, f"{remedy} Keys belong in the environment.")
    return f"{parts.scheme}://{parts.netloc.lower()}{parts.path.rstrip('/')}"


def key(address: Address, environment: Mapping[str, str]) -> str:
    """The key for it from the environment; "" when there is none."""
    return next((found for name in address.variables if (found := environment.get(name, "").strip())), "")


def needs_key(address: Address) -> bool:
    """Whether nobody is served there without a key."""
    return address.provider in ("openai", "anthropic", "google") and not address.here
