"""``drafts.jsonl``: what writers proposed, kept beside the episode files, one draft a line, sorted by key."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from curriculum import records
from curriculum.cards.writer.proposal import Proposal
from curriculum.turn import taken
from curriculum.writing import unwritten, write_atomically

FILE = "drafts.jsonl"
"""The file's name, beside the episode files."""
_SAID = records.Said(
    kind="drafts",
    name="The drafts",
    no_record="no draft",
    both="of two lines of one draft the last one will hold.",
    remedy="Mend the line or delete it: `curriculum write` asks again for a point without drafts. "
    "Version control or a backup has the file as it was.",
)
_FULL = "Make room on the disk and the folder writable, then run the command again: nothing is asked twice."


def read(path: Path) -> tuple[Proposal, ...]:
    """Every draft, sorted by key; none when there is no file. Of two lines of one key the last one holds.

    Raises:
        CurriculumError: the file cannot be read, a line is no draft, or a merge is unfinished. Every bad
            line is named.
    """
    found = {one.key: one for one in records.read(path, Proposal, _SAID).values()}
    return tuple(found[key] for key in sorted(found))


def render(proposals: Iterable[Proposal]) -> str:
    """The drafts as JSON Lines, sorted by key: the same drafts are always the same text."""
    return "".join(f"{_line(one)}\n" for one in sorted(proposals, key=lambda one: one.key))


def _line(proposal: Proposal) -> str:
    """One draft without the fields that say nothing."""
    record = proposal.model_dump(exclude_defaults=True)
    return json.dumps({**record, "verdict": proposal.verdict}, ensure_ascii=False)


def change(path: Path, new: Iterable[Proposal], gone: Iterable[str] = ()) -> tuple[Proposal, ...]:
    """Put drafts into the file, those with the keys ``gone`` out of it; returns all that stand there now.

    What another writer has put there since is kept. The file is replaced in one step, and not touched when
    nothing changes. Raises CurriculumError when it cannot be read or written.
    """
    try:
        with taken(path):
            before = {one.key: one for one in read(path)}
            after: Mapping[str, Proposal] = {
                **{key: one for key, one in before.items() if key not in set(gone)},
                **{one.key: one for one in new},
            }
            if after != before:
                write_atomically(path, render(after.values()))
    except OSError as error:  # filelock's time-out is one, too
        raise unwritten(error, path, _FULL) from error
    return tuple(after[key] for key in sorted(after))
