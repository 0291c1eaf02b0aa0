"""A failure: why a model gave no answer, one of a few causes, each with its sentence and its way out."""

from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Literal

from curriculum.cards.writer.address import Address
from curriculum.letters import clean
from curriculum.problems import Problem

Cause = Literal[
    "no-key", "bad-key", "refused", "quota", "rate", "server", "unreachable", "unreadable",
    "large", "slow", "redirected", "missing", "rejected",
]  # fmt: skip
PASSING: frozenset[Cause] = frozenset({"rate", "server", "unreachable"})
"""Causes that may be gone in a moment."""
FINAL: frozenset[Cause] = frozenset(
    {"no-key", "bad-key", "refused", "quota", "redirected", "missing", "unreachable"}
)
"""Causes that every other request would meet, too."""
_SHOWN = 120
"""Characters of a server's own words that are shown."""
AGAIN = "The same command asks for what is missing."


class Failure(Exception):
    """A request without an answer. Holds nothing of a key."""

    def __init__(
        self, cause: Cause, status: int = 0, said: str = "", retry_after: float | None = None
    ) -> None:
        """``said`` are words of the server, or where it sends us; ``retry_after`` the seconds it asks for."""
        super().__init__(cause)
        self.cause: Cause = cause
        self.status = status
        self.said = "".join(letter for letter in " ".join(clean(said).split()) if letter.isprintable())[
            :_SHOWN
        ]
        self.retry_after = retry_after


def seconds(header: str, now: datetime) -> float | None:
    """What a Retry-After header asks for: a number of seconds or a date; None for what is neither."""
    header = header.strip()
    if header.isascii() and header.isdigit():
        return float(header[:9])
    try:
        at = parsedate_to_datetime(header)
        return max(0.0, (at - now).total_seconds())
    except (ValueError, TypeError, OverflowError):  # a date without a zone cannot be compared
        return None


def problem(failure: Failure, address: Address, about: str = "") -> Problem:
    """The failure in one sentence with its remedy; ``about`` says which episode went without an answer."""
    said, remedy = _words(failure, address)
    return Problem(
        path="", kind="model", message=f"{about}: {said}" if about else said, remedy=remedy, severity="error"
    )


def cut_short(address: Address, read: int, length: int) -> Problem:
    """A server that has read only some of the tokens of a request, as its own count says."""
    return Problem(
        path="",
        kind="model",
        message=f"{address.host} read about {read:,} tokens of a request of about {length:,}: "
        "its context is too short, so the model has not seen all of the notes.",
        remedy="Give it a longer one (Ollama: OLLAMA_CONTEXT_LENGTH=16384), or ask for less with --size.",
    )


def _words(failure: Failure, address: Address) -> tuple[str, str]:
    host, variable = address.host, address.variable
    status = f" (status {failure.status})" if failure.status else ""
    quoted = f": “{failure.said}”" if failure.said else ""
    key = f"the key in {variable}" if variable else "a request without a key"
    asks = "Check the key, and that it may use this model."
    if not variable:
        asks = "With --with openai:MODEL the key in OPENAI_API_KEY is sent to the address of --url."
    return {
        "no-key": (f"There is no key for {host}.", f"Put it into the environment as {variable}."),
        "bad-key": (
            f"What {variable} holds is no key: it has letters that none has.",
            "Copy the key anew, without quotation marks around it.",
        ),
        "refused": (f"{host} refuses {key}{status}.", asks),
        "quota": (
            f"{host} says that the account has no credit left{status}.",
            "Look at your account there, or name another model.",
        ),
        "rate": (f"{host} still says that it is asked too often{status}.", f"Wait a while. {AGAIN}"),
        "server": (f"{host} fails{status}{quoted}.", f"Wait a while. {AGAIN}"),
        "unreachable": (
            f"{host} cannot be reached{quoted}.",
            f"See that it runs and that {address.url} is right. {AGAIN}",
        ),
        "unreadable": (
            f"{host} gave an answer that cannot be read{quoted}.",
            f"{AGAIN} If it stays so, name another model, or see that {address.url} is right.",
        ),
        "large": (
            f"{host} gave an answer of many megabytes, which was not taken in.",
            "See that the address is right, or name another model.",
        ),
        "slow": (
            f"{host} had not ended its answer after {failure.said or 'a long time'}.",
            "Give it more time with --timeout, or ask for less at once with --size.",
        ),
        "redirected": (
            f"{host} sends us on to {failure.said or 'another address'}, and nothing was sent there.",
            "If you trust that address, name it with --url.",
        ),
        "missing": (
            f"{host} knows no model “{address.model}” at {address.url}{status}.",
            "Check the model's name and the address: most end in /v1.",
        ),
        "rejected": (
            f"{host} does not take the request{status}{quoted}.",
            "If it is too long for the model, ask for less at once with --size; or name another model.",
        ),
    }[failure.cause]
