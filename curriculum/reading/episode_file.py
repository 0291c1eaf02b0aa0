"""An episode file on disk: opened, decoded, read; or refused with a reason."""

from collections.abc import Mapping, Sequence

from curriculum import opening
from curriculum.problems import CurriculumError, Problem
from curriculum.reading.corrections import Rule
from curriculum.reading.decoding import Decoded, decode
from curriculum.reading.episodes import ReadFile, read_text
from curriculum.reading.kinds import EPISODE, SILENT, mark
from curriculum.reading.library import SourceFile
from curriculum.reading.places import Place
from curriculum.reading.shows import Shows
from curriculum.reading.transcripts import transcript_kind

_NOT_NOTES = {
    "WebVTT": "These are WebVTT subtitles, a transcript and not notes.",
    "SRT": "These are SRT subtitles, a transcript and not notes.",
    "transcript": "This is a transcript, speaker by speaker, and not notes.",
}
_UNPACK = "If you know where it comes from, unpack it and name the folder; what is around it is read."
_REMEDY = "Mend it, or move it out of the folder: it is left out, and what is around it is read."


def read_place(place: Place, shows: Shows, rules: Sequence[Rule] = ()) -> ReadFile:
    """Read one file, unless it shows that it is of another kind and the person did not name it.

    What cannot be read is a problem, or an error if the person named the file itself.
    """
    content = content_of(place)
    return content if isinstance(content, ReadFile) else read_content(place, content, shows, rules)


def content_of(place: Place) -> bytes | ReadFile:
    """The bytes of a file, or what to tell where it cannot be opened. Raises as ``read_place``."""
    try:
        if opening.is_archive(place.path):
            opening.members(place.path)  # what is wrong with it is why it is a place of its own
        return opening.read_bytes(place.path)
    except OSError as error:
        remedy = _UNPACK if opening.is_archive(place.path) else _REMEDY
        return _refused(place, f"This cannot be opened: {opening.why(error)}.", remedy)


def read_content(place: Place, content: bytes, shows: Shows, rules: Sequence[Rule] = ()) -> ReadFile:
    """As ``read_place``, of a file with these bytes; nothing is opened."""
    decoded = decode(content)
    if decoded is None:
        return _refused(place, "This is not a text file.", "Give the notes as plain text or Markdown.")
    verdict = EPISODE if place.named else mark(decoded.text, place.parts, shows)
    if verdict not in (EPISODE, SILENT):
        return ReadFile((), SourceFile(path=place.name, lines=0, accounts={}), (), verdict=verdict)
    kind = transcript_kind(decoded.text)
    if kind:
        return _refused(place, _NOT_NOTES[kind], "Give the key points of the episode instead.", decoded)
    result = read_text(
        decoded.text,
        place.name,
        shows,
        folder=place.folder,
        shelf=place.shelf,
        encoding=decoded.encoding,
        rules=rules,
    )
    notes = tuple(
        Problem(
            path=place.name,
            kind="encoding",
            message=note,
            remedy="Save the file as UTF-8 to be sure that every letter is right.",
        )
        for note in decoded.notes
    )
    return result._replace(problems=(*notes, *result.problems), verdict=verdict)


def _refused(place: Place, message: str, remedy: str, decoded: Decoded | None = None) -> ReadFile:
    """A file that gives no episode: its lines count as unread, one problem speaks for all."""
    problem = Problem(path=place.name, kind="unreadable", message=message, remedy=remedy)
    if place.named:
        raise CurriculumError([problem.model_copy(update={"severity": "error"})])
    lines = decoded.text.split("\n") if decoded else []
    accounts: Mapping[int, str] = {n: "unread" for n, line in enumerate(lines, 1) if line.strip()}
    encoding = decoded.encoding if decoded else ""
    file = SourceFile(path=place.name, encoding=encoding, lines=len(accounts), accounts=accounts)
    return ReadFile((), file, (problem,))
