"""Whether a whole folder was read: only then is an entry beside it that fitted nothing a slip."""

import os
from collections.abc import Iterable
from pathlib import Path

from curriculum.problems import Problem
from curriculum.reading.library import SourceFile
from curriculum.reading.places import walk


def is_whole(folder: Path, files: Iterable[SourceFile], problems: Iterable[Problem]) -> bool:
    """Whether every episode file below the folder is among these files, and none of them was unreadable."""
    lost = {problem.path for problem in problems if problem.kind == "unreadable"}
    read = {os.path.realpath(file.path) for file in files if file.path not in lost}
    return all(os.path.realpath(folder / entry.within) in read for entry in walk(folder))
