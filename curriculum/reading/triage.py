"""Triage: which files are an episode's, by what each shows; by the others, where it shows nothing."""

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from curriculum import opening
from curriculum.count import several
from curriculum.reading import exclusion
from curriculum.reading.decoding import decode
from curriculum.reading.file_names import parts
from curriculum.reading.kinds import EPISODE, SILENT, mark
from curriculum.reading.left_out import LeftOut
from curriculum.reading.manners import Verdict, by_name, is_hidden
from curriculum.reading.places import Place
from curriculum.reading.shows import Shows, known_shows

_MIXED = 5
"""Notes of other kinds that make a source mixed; fewer do if they are half as many as its episodes."""
_OTHER = frozenset(("note", "daily"))


class Triaged(NamedTuple):
    """Places to be read, and the files left out."""

    places: tuple[Place, ...]
    left_out: tuple[LeftOut, ...]


def triage(verdicts: Mapping[Place, Verdict]) -> Triaged:
    """Take out the places that are no episode's; each comes with what it shows (``shown``).

    What shows nothing is read where nothing proves that its source is mixed, or where most of its folder
    shows an episode. A file that the person named is always read.
    """
    lost = dict(_silent(verdicts))
    kept: list[Place] = []
    left_out: list[LeftOut] = []
    for place, found in verdicts.items():
        verdict = lost.get(place, found)
        if place.named or not verdict.why:
            kept.append(place)
        else:
            left_out.append(LeftOut(path=place.name, kind=verdict.kind, why=verdict.why))
    return Triaged(tuple(kept), tuple(left_out))


def shown(place: Place, shows: Shows) -> Verdict:
    """What a file shows; one that cannot be opened or is no text is for reading to refuse."""
    if opening.is_archive(place.path):
        return EPISODE  # one that cannot be looked into
    try:
        decoded = decode(opening.read_bytes(place.path))
    except OSError:
        return EPISODE
    return mark(decoded.text, place.parts, shows) if decoded else EPISODE


def why_left_out(path: Path) -> str:
    """Why a file is left out when a folder with it is read, in a sentence or two; "" when it is not.

    The globs in the ``curriculum.toml`` of the folders it stands in count.
    """
    name = path.as_posix()
    for folder in path.parents:
        within = path.relative_to(folder).as_posix()
        if chosen := exclusion.choosing(exclusion.globs_in(folder), within):
            return chosen[0].why
    if not path.is_absolute() and any(map(is_hidden, parts(name))):
        return "It is hidden, or in a hidden folder."
    verdict = by_name(parts(name)) or shown(Place(name, path, "", False), known_shows([path.parent]))
    if verdict == SILENT:
        return "Among notes of other kinds, that is, since nothing in it speaks of an episode."
    return verdict.why


def _silent(verdicts: Mapping[Place, Verdict]) -> Iterable[tuple[Place, Verdict]]:
    """The places that show nothing and stand among notes of other kinds, each with why it is left out."""
    episodes, others = Counter[str](), Counter[str]()
    folders: Counter[str] = Counter()
    shown_in: Counter[str] = Counter()
    for place, verdict in verdicts.items():
        if place.named:
            continue
        folder = place.name.rpartition("/")[0]
        episode = verdict == EPISODE
        episodes[place.source] += episode
        others[place.source] += verdict.kind in _OTHER
        if verdict in (EPISODE, SILENT) or verdict.kind in _OTHER:
            folders[folder] += 1
            shown_in[folder] += episode
    mixed = {
        source for source, count in episodes.items() if count and others[source] >= min(_MIXED, count / 2)
    }
    for place, verdict in verdicts.items():
        folder = place.name.rpartition("/")[0]
        most = 2 * shown_in[folder] > folders[folder]
        if verdict == SILENT and not place.named and not most and place.source in mixed:
            why = (
                f"Nothing in it speaks of an episode; in its folder, {shown_in[folder]} of "
                f"{folders[folder]} files do, and "
                + several(
                    others[place.source], "file is a note of another kind.", "files are notes of other kinds."
                )
            )
            yield place, Verdict("silent", why)
