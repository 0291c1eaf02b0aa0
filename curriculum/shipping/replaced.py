"""Which new card has come in the place of a retired one: told to the person, never taken for the same."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from curriculum.shipping.face import face_of_fields, likeness
from curriculum.shipping.lock import Entry
from curriculum.shipping.note import Note


def replaced(gone: Sequence[Note], new: Sequence[Note], entries: Mapping[str, Entry]) -> Mapping[str, str]:
    """Key of each retired note that a new one replaces → the new note's key; one to one.

    The new one asks the same, or stands in the same point and shares words with it.
    """
    if not gone:
        return {}
    points, asks = defaultdict[str, list[Note]](list), defaultdict[str, list[Note]](list)
    for note in new:
        points[entries[note.key].point].append(note)
        asks[face_of_fields(note.kind, note.fields).lower.ask].append(note)
    scores: dict[tuple[str, str], float] = {}
    for note in gone:
        face = face_of_fields(note.kind, note.fields)
        for other in (*asks[face.lower.ask], *points[entries[note.key].point]):
            now = face_of_fields(other.kind, other.fields)
            score = likeness(face.ask, now.ask).share + likeness(face.answer, now.answer).share
            if score >= 0.5:
                scores[note.key, other.key] = score
    found: dict[str, str] = {}
    taken: set[str] = set()
    for old, key in sorted(scores, key=lambda pair: (-scores[pair], pair)):
        if old not in found and key not in taken:
            found[old] = key
            taken.add(key)
    return found
