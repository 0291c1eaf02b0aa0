"""A wish: which language model somebody wants asked, and how."""

from pathlib import Path
from typing import NamedTuple


class ModelWish(NamedTuple):
    """What was typed or stands in the settings."""

    name: str | None = None
    """The writer; None where no model is asked."""
    url: str | None = None
    critic: str | None = ""
    """The critic, "" for whoever is asked in a chat; None where nobody reads the drafts."""
    dry_run: bool = False
    yes: bool = False
    timeout: float | None = None
    """Seconds for one answer; None for as many as are usual."""
    lent: bool = False
    """Whether the address was not typed: it stands in a file that may have come with the notes."""
    own: Path | None = None
    """The person's own instruction for a writer; None for ours."""
