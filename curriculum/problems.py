"""What went wrong, where, and the way out."""

from collections.abc import Iterable
from typing import Literal

from pydantic import field_validator

from curriculum.value import Value


class Problem(Value):
    """One thing a person should know about their files."""

    path: str
    """The file, as the person named it; "" when the problem is of no one file."""
    line: int = 0
    """1-based line; 0 when the problem is of the whole file."""
    kind: str
    """A short fixed word that groups problems: ``unread``, ``empty-point``, ``name`` …"""
    message: str
    """What is wrong, one sentence."""
    remedy: str
    """What the person can do about it, one sentence."""
    severity: Literal["error", "warning"] = "warning"
    """``error`` stops the job, ``warning`` does not."""

    @field_validator("path", "message", "remedy", mode="before")
    @classmethod
    def _as_text(cls, said: str) -> str:
        """A file name need not be text: bytes that are none become U+FFFD."""
        return said.encode("utf-8", "surrogateescape").decode("utf-8", "replace")

    @property
    def place(self) -> str:
        """``path:line``, or ``path``, or "" for a problem of no one file."""
        return f"{self.path}:{self.line}" if self.path and self.line else self.path


class CurriculumError(Exception):
    """The job cannot go on; carries every reason, each with its remedy."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("; ".join(problem.message for problem in self.problems))

    @classmethod
    def of(cls, kind: str, message: str, remedy: str, path: str = "", line: int = 0) -> "CurriculumError":
        """The error of a single problem."""
        return cls(
            [Problem(path=path, line=line, kind=kind, message=message, remedy=remedy, severity="error")]
        )
