"""Whether a whole folder was read: only then is an entry beside it that fitted nothing a slip."""

import os
from collections.abc import Iterable
from pathlib import Path

from curriculum.problems import Problem
from curriculum.reading.left_out import JUDGED, LeftOut
from curriculum.reading.library import SourceFile
from curriculum.reading.walk import walk


def is_whole(
    folder: Path, files: Iterable[SourceFile], left_out: Iterable[LeftOut], problems: Iterable[Problem]
) -> bool:
    """Whether every episode file below the folder was read, or looked into and found to be no episode's."""
    lost = {problem.path for problem in problems if problem.kind == "unreadable"}
    seen = [file.path for file in files if file.path not in lost]
    seen += [one.path for one in left_out if one.kind in JUDGED]
    read = set(map(os.path.realpath, seen))
    return all(os.path.realpath(folder / one.within) in read for one in walk(folder) if not one.verdict)
