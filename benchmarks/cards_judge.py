"""Fit the judge of cards by rule to readers' grades, and say how well it judges authors it has not seen.

    python benchmarks/cards_judge.py                     what the fit is worth
    python benchmarks/cards_judge.py --write             the same, into curriculum/data/cards_judge.toml
    python benchmarks/cards_judge.py --measure FILE      graded drafts into cards_grades.csv, without text
    python benchmarks/cards_judge.py --add FILE          the same behind those that are there

FILE has a JSON object a line: author, group (which episode), grade (0 to 1: the mean of the readers, of whom
one that keeps a draft counts 1, one that would edit it .3), asks, traits, kind, question, answer, text,
context, quote, label, title, shares (stem → share of the episodes that have it) and prose (share of the lines
of its notes that are written out in sentences).
"""

import argparse
import csv
import json
import sys
import warnings
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from curriculum.cards.draft import Draft
from curriculum.cards.judge.features import BY_NAME, FEATURES, Seen, features
from curriculum.cards.judge.seen import small

ROOT = Path(__file__).parents[1]
GRADES = ROOT / "benchmarks" / "cards_grades.csv"
TABLE = ROOT / "curriculum" / "data" / "cards_judge.toml"
TASTE = ROOT / "curriculum" / "data" / "cards_judge_taste.toml"
PARTS = ("front", "answer", "quote")
WORD_DRAFTS, WORD_AUTHORS = 6, 3
"""How many drafts and authors must have a word in the same part before it counts."""
WORD_STRENGTH = 0.001
NAMES = tuple(feature.name for feature in FEATURES)
HEAD = ("author", "group", "asks")
OWN = frozenset(("corpus", "heldout", "real", "seeds"))
"""The project's own texts and its user's, which patterns were written for: they set no threshold."""
GROUPS = 6
"""Of authors of few drafts each, which are left out together."""
STRENGTHS = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0)
"""Of a weight's freedom (scikit-learn's C); the less, the nearer all weights stay to nothing."""
KEPT = 0.5
"""From this grade on a draft counts as kept."""
PRECISION = 0.56
FEWEST = 20
"""A share of fewer drafts than these is chance."""
Numbers = NDArray[np.float64]


class Grades(NamedTuple):
    """What the readers said of drafts."""

    authors: list[str]
    groups: list[str]
    values: Numbers
    """A row a draft, a column a feature."""
    grades: Numbers

    @property
    def folds(self) -> list[str]:
        """What is left out at a time: an author, or some of few drafts; an episode where authors are few."""
        count = Counter(self.authors)
        if len(count) < 3:
            return self.groups
        few = sorted(author for author, drafts in count.items() if drafts < FEWEST)
        others = {author: f"others {at % GROUPS}" for at, author in enumerate(few)}
        return [others.get(author, author) for author in self.authors]

    @property
    def weights(self) -> Numbers:
        """What each draft counts: all of an author of a hundred ten times as much as that of one."""
        count = Counter(self.authors)
        return np.array([count[author] ** -0.5 for author in self.authors])

    def part(self, mask: NDArray[np.bool_]) -> "Grades":
        """Those of the drafts where the mask is set."""
        at = np.flatnonzero(mask)
        authors, groups = [self.authors[n] for n in at], [self.groups[n] for n in at]
        return Grades(authors, groups, self.values[mask], self.grades[mask])


class Fit(NamedTuple):
    bias: float
    weights: Numbers
    mean: Numbers
    scale: Numbers

    def chances(self, values: Numbers) -> Numbers:
        return 1 / (1 + np.exp(-(self.bias + ((values - self.mean) / self.scale) @ self.weights)))


class Level(NamedTuple):
    """What ships from a threshold on."""

    threshold: int
    ships: int
    precision: float
    coverage: float
    groups: float


def add(source: Path, target: Path) -> None:
    """Put graded drafts behind those of ``target``, as numbers.

    Words count what the table of today says: it cannot be fitted anew without the texts of former drafts.
    """
    told = [json.loads(line) for line in source.read_text("utf-8").splitlines()]
    with target.open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    rows += [_row(row, dict(features(_seen(row)))) for row in told]
    with target.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows((head, *sorted(rows)))


def _row(row: dict[str, Any], found: dict[str, float]) -> list[str]:
    numbers = (f"{found[name]:.4g}" for name in NAMES)
    return [row["author"], row["group"], row["asks"], *numbers, f"{row['grade']:.4g}"]


def measure(source: Path, target: Path, taste: Path) -> None:
    """Write the graded drafts as numbers to ``target``, and what their words count to ``taste``.

    In the rows the words of a draft count what they do without its author, so that no fit is praised for
    what it has seen.
    """
    told = [json.loads(line) for line in source.read_text("utf-8").splitlines()]
    seen = [_seen(row) for row in told]
    said = [words_of(one) for one in seen]
    authors = np.array([row["author"] for row in told])
    grades = np.array([float(row["grade"]) for row in told])
    rows = []
    for author in sorted(set(authors)):
        others = tastes(said, authors, grades, authors != author)
        for at in np.flatnonzero(authors == author):
            found = dict(features(seen[at]))
            for part in PARTS:
                found[f"{part}_taste"] = sum(others.get(word, 0.0) for word in said[at] if word[0] == part)
            rows.append(_row(told[at], found))
    with target.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow((*HEAD, *NAMES, "grade"))
        table.writerows(sorted(rows))
    taste.write_text(taste_toml(tastes(said, authors, grades, authors != "")), encoding="utf-8")


def _seen(row: dict[str, Any]) -> Seen:
    draft = Draft(
        "", row["question"], row["answer"], row["kind"], row.get("text", ""),
        asks=row["asks"], traits=frozenset(row["traits"]),
    )  # fmt: skip
    shares = row["shares"]
    around = (row["context"], row["quote"], row["label"], row["title"])
    return Seen(draft, *around, lambda stem: shares.get(stem, 0.0), row["prose"])


def words_of(seen: Seen) -> frozenset[tuple[str, str]]:
    """The words of a draft that are no names, each with the part where it stands."""
    parts = {"front": seen.front_words, "answer": seen.answer_words, "quote": seen.quote_words}
    return frozenset((part, word) for part in PARTS for word in small(parts[part]))


def tastes(
    said: Sequence[frozenset[tuple[str, str]]],
    authors: NDArray[np.str_],
    grades: Numbers,
    used: NDArray[np.bool_],
) -> dict[tuple[str, str], float]:
    """What each word counts, by the drafts that are used: of words that several authors have."""
    from sklearn.linear_model import LogisticRegression

    drafts = np.flatnonzero(used)
    by: dict[tuple[str, str], list[str]] = {}
    for at in drafts:
        for word in said[at]:
            by.setdefault(word, []).append(str(authors[at]))
    words = sorted(w for w, have in by.items() if len(have) >= WORD_DRAFTS and len(set(have)) >= WORD_AUTHORS)
    if not words:
        return {}
    values = np.array([[word in said[at] for word in words] for at in drafts], dtype=float)
    scale = values.std(axis=0)
    scale[scale < 1e-9] = 1.0
    usual, kept = values / scale, grades[drafts]
    model = LogisticRegression(C=WORD_STRENGTH, max_iter=2_000, tol=1e-6)
    weight = np.concatenate([kept, 1 - kept])
    model.fit(np.vstack([usual, usual]), np.repeat([1, 0], len(kept)), sample_weight=weight)
    return dict(zip(words, (model.coef_[0] / scale).tolist(), strict=True))


def taste_toml(counts: dict[tuple[str, str], float]) -> str:
    lines = [
        "# What each word of a draft adds to what the judge thinks of it (cards/judge/seen.py): words that",
        f"# {WORD_DRAFTS} graded drafts by {WORD_AUTHORS} authors have in the same part, names left out.",
        "# `python benchmarks/cards_judge.py --measure FILE` fits and writes this.",
    ]
    for part in PARTS:
        lines += ["", f"[{part}]"]
        found = sorted((count, word) for (where, word), count in counts.items() if where == part)
        lines += [f"{json.dumps(word)} = {count:.3f}" for count, word in found if abs(count) >= 0.001]
    return "\n".join(lines) + "\n"


def read(path: Path) -> Grades:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    if not rows or set(rows[0]) != {*HEAD, *NAMES, "grade"}:
        sys.exit(f"{path.name} has not the features of today: make it anew with --measure.")
    values = np.array([[float(row[name]) for name in NAMES] for row in rows])
    grades = np.array([float(row["grade"]) for row in rows])
    return Grades([row["author"] for row in rows], [row["group"] for row in rows], values, grades)


def fit(told: Grades, strength: float) -> Fit:
    """A logistic regression: a draft is kept with the weight of its grade, and not with the rest."""
    from sklearn.linear_model import LogisticRegression

    mean, scale = told.values.mean(axis=0), told.values.std(axis=0)
    scale[scale < 1e-9] = 1.0
    usual = (told.values - mean) / scale
    counts = told.weights * len(told.grades) / told.weights.sum()
    model = LogisticRegression(C=strength, max_iter=2_000, tol=1e-6)
    weights = np.concatenate([told.grades * counts, (1 - told.grades) * counts])
    model.fit(np.vstack([usual, usual]), np.repeat([1, 0], len(counts)), sample_weight=weights)
    return Fit(float(model.intercept_[0]), model.coef_[0], mean, scale)


def loss(chances: Numbers, told: Grades) -> float:
    sure = np.clip(chances, 1e-9, 1 - 1e-9)
    losses = told.grades * np.log(sure) + (1 - told.grades) * np.log(1 - sure)
    return float(-np.average(losses, weights=told.weights))


def unseen(told: Grades, strength: float) -> Numbers:
    """The chance of each draft by a fit that has not seen its fold."""
    found = np.empty(len(told.grades))
    names = np.array(told.folds)
    for name in sorted(set(told.folds)):
        out = names == name
        found[out] = fit(told.part(~out), strength).chances(told.values[out])
    return found


def strength_for(told: Grades) -> float:
    return min(STRENGTHS, key=lambda strength: loss(unseen(told, strength), told))


def judged(told: Grades) -> Numbers:
    """The chance of each draft where even the strength was chosen without its fold."""
    found = np.empty(len(told.grades))
    names = np.array(told.folds)
    for name in sorted(set(told.folds)):
        out = names == name
        rest = told.part(~out)
        found[out] = fit(rest, strength_for(rest)).chances(told.values[out])
    return found


def auc(chances: Numbers, grades: Numbers) -> float:
    """How often, of two drafts of which one was kept, it has the higher chance."""
    good, bad = chances[grades >= KEPT], chances[grades < KEPT]
    if not len(good) or not len(bad):
        return float("nan")
    pairs = good[:, None] - bad[None, :]
    return float(np.mean((pairs > 0) + 0.5 * (pairs == 0)))


def levels(chances: Numbers, told: Grades) -> list[Level]:
    """What ships from each threshold on of other people's drafts, as much of each author as he counts."""
    others = np.array([author not in OWN for author in told.authors])
    others |= not others.any()
    told, chances = told.part(others), chances[others]
    worth, kept, weights = np.round(100 * chances), told.grades >= KEPT, told.weights
    names = np.array(told.groups)
    found = []
    for threshold in range(5, 100):
        ships = worth >= threshold
        if ships.any():
            covered = len(set(names[ships])) / len(set(told.groups))
            share = float(np.average(kept[ships], weights=weights[ships]))
            found.append(Level(threshold, int(ships.sum()), share, float(ships[kept].mean()), covered))
    return found


def chosen(found: Sequence[Level]) -> Level:
    """The lowest threshold from which enough is kept; where none is, the one that keeps the most."""
    enough = [level for level in found if level.ships >= FEWEST] or found
    good = [level for level in enough if level.precision >= PRECISION]
    return good[0] if good else max(enough, key=lambda level: (level.precision, -level.threshold))


def table_of(found: Sequence[Level]) -> list[str]:
    lines = ["from  ships  kept of these  of the kept ships  episodes with a card"]
    for level in found:
        if level.threshold % 10 == 0:
            lines.append(
                f"{level.threshold:4}  {level.ships:5}  {level.precision:13.0%}  {level.coverage:17.0%}"
                f"  {level.groups:19.0%}"
            )
    return lines


def report(told: Grades, chances: Numbers, strength: float, best: Level, found: Sequence[Level]) -> list[str]:
    by = "episode" if told.folds is told.groups else "author"
    lines = [
        f"{len(told.grades)} drafts of {len(set(told.groups))} episodes by {len(set(told.authors))} authors; "
        f"{np.mean(told.grades >= KEPT):.0%} are kept, the mean grade is {told.grades.mean():.2f}.",
        f"Left out one {by} at a time, small ones together: AUC {auc(chances, told.grades):.3f} "
        f"(by what is asked alone {auc(asked_alone(told), told.grades):.3f}),",
        f"Brier score {np.mean((chances - told.grades) ** 2):.3f} "
        f"(the mean alone {np.var(told.grades):.3f}); C = {strength:g}.",
        *table_of(found),
        f"Of other people's notes, each author as the root of his drafts: from {best.threshold} on ship "
        f"{best.ships} drafts, of which {best.precision:.0%} are kept.",
    ]
    if best.precision < PRECISION:
        lines.append(f"No threshold has {PRECISION:.0%} kept; this is the best there is.")
    return lines


def asked_alone(told: Grades) -> Numbers:
    """The chances that the kind of question alone gives."""
    only = [at for at, name in enumerate(NAMES) if name.startswith("asks_")]
    return unseen(told._replace(values=told.values[:, only]), 0.1)


def calibration(chances: Numbers, grades: Numbers) -> list[str]:
    lines = ["said       drafts  mean said  mean grade"]
    for low in range(0, 100, 20):
        here = (chances >= low / 100) & (chances < (low + 20) / 100)
        if here.any():
            said = f"{chances[here].mean():9.2f}  {grades[here].mean():10.2f}"
            lines.append(f"{low:2} to {low + 20:3}  {here.sum():6}  {said}")
    return lines


def senses(found: Fit) -> list[str]:
    """The weights that say the opposite of what anybody would expect."""
    wrong = [
        f"  {name} {weight:+.3f}: {BY_NAME[name].means}"
        for name, weight in zip(NAMES, found.weights, strict=True)
        if weight * BY_NAME[name].sense < -0.02
    ]
    return ["Against expectation:", *wrong] if wrong else ["No weight is against expectation."]


def toml_of(found: Fit, threshold: int, said: Sequence[str], remark: str) -> str:
    lines = [
        "# The judge of cards by rule: what each feature of a draft adds to the logarithm of the odds that a",
        "# demanding reader keeps it; `python benchmarks/cards_judge.py --write` fits it and writes this.",
        *(f"# {line}" for line in remark.splitlines()),
        "#",
        *(f"# {line}".rstrip() for line in said),
        "",
        f"threshold = {threshold}",
        f"bias = {found.bias:.4f}",
        "",
        "# weight: what one scale more of it counts; mean: what is usual",
        "[features]",
    ]
    for name, weight, mean, scale in zip(NAMES, found.weights, found.mean, found.scale, strict=True):
        told = f"weight = {weight:.4f}, mean = {mean:.4f}, scale = {scale:.4f}"
        lines.append(f"{name} = {{ {told} }}  # {BY_NAME[name].means}")
    return "\n".join(lines) + "\n"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--grades", type=Path, default=GRADES)
    options.add_argument("--measure", type=Path, metavar="FILE")
    options.add_argument("--add", type=Path, metavar="FILE")
    options.add_argument("--write", action="store_true")
    options.add_argument("--remark", default="", help="a line for the table's head")
    asked: Any = options.parse_args()
    if asked.measure:
        measure(asked.measure, asked.grades, TASTE)
    if asked.add:
        add(asked.add, asked.grades)
    try:
        import sklearn  # noqa: F401
    except ImportError:
        sys.exit("scikit-learn is not installed: `make bench` installs it.")
    warnings.filterwarnings("ignore", category=FutureWarning)
    told = read(asked.grades)
    strength = strength_for(told)
    whole = fit(told, strength)
    chances = judged(told)
    found = levels(chances, told)
    best = chosen(found)
    said = report(told, chances, strength, best, found)
    print(*said, "", *calibration(chances, told.grades), "", *senses(whole), sep="\n")
    if asked.write:
        TABLE.write_text(toml_of(whole, best.threshold, said, asked.remark), encoding="utf-8")
        print(f"Written: {TABLE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
