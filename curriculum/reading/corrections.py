"""Corrections: the spellings a person put right in ``corrections.toml``, applied to what is read."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from curriculum import settings
from curriculum.letters import fold
from curriculum.problems import CurriculumError, Problem
from curriculum.reading.episode import Source
from curriculum.reading.library import Correction, Doubt

NAME = "corrections.toml"
_WHAT = "The corrections"
_REMEDY = 'Write each as "wrong" = "right", for one episode under its [episode-id].'


class Rule(NamedTuple):
    """One line of the file: what is wrong, what is right, and where."""

    wrong: str
    right: str
    episode: str
    """Episode id it is limited to; "" for all."""
    file: str
    line: int


class Applied(NamedTuple):
    """A rule at a line of an episode file."""

    rule: Rule
    place: Source


def known_rules(folders: Iterable[Path]) -> tuple[Rule, ...]:
    """The rules of the ``corrections.toml`` in each of these folders.

    ``wrong = "right"`` at the top holds for all episodes, under ``[episode-id]`` for that one.
    Raises CurriculumError, with the line, for a file that says something else.
    """
    rules: list[Rule] = []
    for folder in folders:
        rules.extend(_rules(folder / NAME))
    return tuple(dict.fromkeys(rules))


def _rules(file: Path) -> Iterator[Rule]:
    read = settings.read(file, "corrections", _WHAT, _REMEDY)
    if read is not None:
        yield from _rules_of(read, file.as_posix())


def rules_in(text: str, file: Path) -> tuple[Rule, ...]:
    """The rules in the text of such a file; raises as ``known_rules``."""
    read = settings.parse(text, file, "corrections", _WHAT, _REMEDY)
    return tuple(_rules_of(read, file.as_posix()))


def _rules_of(read: settings.Settings, path: str) -> Iterator[Rule]:
    for key, value in read.values.items():
        inner: Mapping[str, object] = value if isinstance(value, dict) else {key: value}
        for wrong, right in inner.items():
            line = settings.line_of(read.text, key if isinstance(value, dict) else "", wrong)
            if not isinstance(right, str) or not wrong.strip() or not right.strip():
                said = f"{_WHAT} cannot be read: “{settings.shown(wrong)}” is no pair of texts."
                raise CurriculumError.of("corrections", said, _REMEDY, path, line)
            yield Rule(wrong, right, key if isinstance(value, dict) else "", path, line)


def correct(
    lines: Sequence[str], rules: Iterable[Rule], path: str, first: int = 1
) -> tuple[list[str], list[Applied]]:
    """The lines put right, and where. ``first`` is the number of the first line.

    Whole words only, case as written, the longest wrong form first, each word at most once. Quotes are
    alike, whether straight or as an editor has curled them. Words of a right form that stand beside the
    wrong one already are not written again ("Wang" = "Mark Huang").
    """
    chosen = {fold(rule.wrong): rule for rule in sorted(rules, key=lambda rule: rule.episode)}
    chosen = {wrong: rule for wrong, rule in chosen.items() if rule.right != rule.wrong}
    if not chosen:
        return list(lines), []
    pattern = pattern_of(chosen)
    applied: list[Applied] = []
    done: list[str] = []
    for number, line in enumerate(lines, first):
        pieces: list[str] = []
        here = 0
        for match in pattern.finditer(line):
            rule = chosen[fold(match.group())]
            applied.append(Applied(rule, Source(path=path, line=number)))
            missing = _missing(rule.right.split(), line[here : match.start()], line[match.end() :])
            pieces += (line[here : match.start()], missing)
            here = match.end()
        done.append("".join((*pieces, line[here:])))
    return done, applied


def pattern_of(forms: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds the forms as corrections do."""
    folded = sorted(map(fold, forms), key=lambda form: (-len(form), form))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_form, folded))})(?!\w)")


def _form(wrong: str) -> str:
    """A pattern of a folded form, however its quotes and dashes are typed."""
    quotes = re.escape(wrong).replace("'", "['‘’]").replace('"', '["“”„]').replace(r"\ ", r"\s+")
    return quotes.replace(r"\-", "(?:-{1,3}|[‐-―−])").replace(r"\.\.\.", r"(?:\.\.\.|…)")


def _missing(right: Sequence[str], before: str, after: str) -> str:
    """What of a right form is to be written between the texts before and after it."""
    left, behind = before.split(), after.split()
    start = next((n for n in range(len(right) - 1, 0, -1) if left[-n:] == [*right[:n]]), 0)
    rest = right[start:]
    end = next((n for n in range(len(rest) - 1, 0, -1) if behind[:n] == [*rest[-n:]]), 0)
    return " ".join(rest[: len(rest) - end])


def respelt(text: str, corrections: Iterable[Correction], episode: str) -> str:
    """A text put right as the lines of an episode were; ``episode`` is its id before any correction."""
    rules = [Rule(one.wrong, one.right, one.episode, "", 0) for one in corrections]
    for limit in ("", episode):
        (text,), _ = correct([text], [rule for rule in rules if rule.episode == limit], "")
    return text


def settled(rules: Iterable[Rule]) -> frozenset[tuple[str, str]]:
    """Forms the person said are right as they are (``"Wang" = "Wang"``), folded, each with its table."""
    return frozenset((rule.episode, fold(rule.wrong)) for rule in rules if rule.wrong == rule.right)


def listed(rules: Sequence[Rule], applied: Iterable[Applied]) -> tuple[Correction, ...]:
    """Every correction with the lines it was applied to, in the order of the files."""
    places: dict[Rule, list[Source]] = {rule: [] for rule in rules}
    for rule, place in applied:
        if place not in places.setdefault(rule, []):
            places[rule].append(place)
    return tuple(
        Correction(wrong=rule.wrong, right=rule.right, episode=rule.episode, places=tuple(found))
        for rule, found in places.items()
        if rule.wrong != rule.right
    )


def problems(rules: Sequence[Rule], applied: Iterable[Applied]) -> Iterator[Problem]:
    """A problem for each rule that fitted nothing."""
    used = {one.rule for one in applied}
    for rule in rules:
        if rule not in used and rule.wrong != rule.right:
            place = f" in the episode {rule.episode}" if rule.episode else ""
            yield Problem(
                path=rule.file,
                line=rule.line,
                kind="correction",
                message=f"“{rule.wrong}” was not found{place}, so this correction does nothing.",
                remedy="Check the spelling and the episode id, or delete the line.",
            )


def suggested(doubts: Iterable[Doubt]) -> str:
    """The text of a ``corrections.toml`` that settles every doubt, ready to paste.

    The most trusted form of each name stands as the right one; a person has to judge. Where the two share
    less than they differ in, another name may be meant: that line is a comment until the person decides.
    """
    everywhere: list[str] = []
    episodes: dict[str, list[str]] = {}
    for doubt in doubts:
        right, *others = doubt.forms
        into = episodes.setdefault(doubt.table, []) if doubt.table else everywhere
        for wrong, place in zip(others, doubt.places[1:], strict=True):
            line = f"{quoted(wrong)} = {quoted(right)}  # {place.path}:{place.line}"
            if another_name(wrong, right):
                into.append(
                    "# Another name stands in the same place, perhaps another person’s. Take away the #"
                )
                into.append(f"# if it is one person; if it is not, write {quoted(wrong)} = {quoted(wrong)}:")
                line = f"# {line}"
            into.append(line)
    parts = ["\n".join(everywhere)] if everywhere else []
    parts.extend(f"{head_of(id)}\n" + "\n".join(lines) for id, lines in episodes.items())
    return "\n\n".join(parts) + "\n" if parts else ""


def another_name(wrong: str, right: str) -> bool:
    """Whether two forms differ in more letters than they share: perhaps no misspelling, but two people."""
    from rapidfuzz.distance import OSA

    return 2 * OSA.distance(wrong.casefold(), right.casefold()) > max(len(wrong), len(right))


def head_of(table: str) -> str:
    """The head of an episode's table."""
    return f"[{table if re.fullmatch(r'[A-Za-z0-9_-]+', table) else quoted(table)}]"


def quoted(text: str) -> str:
    """A text as the file has it, with no letter that is not seen."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(char if char.isprintable() else f"\\U{ord(char):08x}" for char in escaped) + '"'
