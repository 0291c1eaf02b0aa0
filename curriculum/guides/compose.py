"""A week composed: each part laid out in the type of its edition, then bound with its page numbers.

A part begins on a page of its own, and ends with more lines to write on than its last page can hold; the
pages that hold nothing else are dropped: so no height is estimated, on any paper. Where a first layout leaves
much of a page free, the part is laid out again so that it is used (``mend``). The numbers of the pages are
known when they are printed: the opening, which names them all, is laid out last.

A week names pages of the weeks before it. So that weeks can be laid out side by side, each is done in two
steps: it begins with the parts that name no other week, which mostly says on which pages its own points
stand, and ends when it is told where those of the weeks before it do.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from curriculum.guides import guide, mend, pdf
from curriculum.guides.guide import Course
from curriculum.guides.mend import Mend
from curriculum.guides.pages import Part, WeekPages
from curriculum.guides.paper import Format
from curriculum.problems import Problem

TRIES = 3
"""How often the parts may be laid out until the opening is as long as they expect."""


class Press(NamedTuple):
    """What all weeks of a course are laid out with; it may be sent to another process."""

    course: Course
    """As it is printed."""
    format: Format
    machine: bool = False
    """Whether the machine's fonts are seen too."""


class Composed(NamedTuple):
    """A week laid out."""

    layout: pdf.Layout
    numbers: Mapping[str, str]
    """Anchor → the number of its page, as it is printed."""


class Made(NamedTuple):
    """A week's file."""

    data: bytes
    numbers: Mapping[str, str]
    """As in ``Composed``."""
    problems: tuple[Problem, ...]


class Unknown(dict[str, str]):
    """Page numbers before they are known: one that stands for any."""

    def __init__(self, like: str) -> None:
        self._like = like

    def __missing__(self, anchor: str) -> str:
        """The number that stands for any; for a last page nothing, as where it is the first too."""
        return "" if anchor.endswith("to") else self._like


class Untold(Mapping[str, str]):
    """Where points of earlier weeks stand, before anybody knows: remembers that it was asked."""

    def __init__(self) -> None:
        self.asked = False

    def __getitem__(self, point: str) -> str:
        """What stands for any place."""
        self.asked = True
        return "?"

    def get(self, point: str, default: Any = None) -> Any:
        """The default."""
        self.asked = True
        return default

    def __iter__(self) -> Iterator[str]:
        """No point."""
        self.asked = True
        return iter(())

    def __len__(self) -> int:
        """No point."""
        self.asked = True
        return 0


def numbered(anchors: Mapping[str, int], prefix: str, before: int = 0) -> dict[str, str]:
    """Anchor → the number of its page, and ``<anchor>to`` → "–7", the last page of what begins at an anchor,
    where that is another than the first.

    Args:
        anchors: anchor → 1-based page it stands on.
        prefix: stands before the numbers.
        before: pages of the week before these.
    """
    found = {anchor: f"{prefix}{before + page}" for anchor, page in anchors.items()}
    for anchor, last in anchors.items():
        name = anchor.removesuffix("end")
        if name != anchor:
            found[f"{name}to"] = f"–{before + last}" if last > anchors.get(name, last) else ""
    return found


def stands(week: WeekPages, numbers: Mapping[str, str]) -> dict[str, str]:
    """Id of a point, anchor of a part → where it stands, as later weeks print it.

    ``numbers`` are those of its week.
    """
    first = numbers[week.anchor]
    # a template of the user's own may have left the point out
    told = {point: numbers.get(anchor, first) for point, anchor in week.anchors.items()}
    parts = {part.anchor: numbers.get(part.anchor, "") for part in week.parts}
    return {
        **{point: f"Week {week.week.number}, p. {number}" for point, number in told.items()},
        **{anchor: number + numbers.get(f"{anchor}to", "") for anchor, number in parts.items() if number},
    }


class Begun:
    """A week of which the parts are laid out that name no earlier week."""

    def __init__(self, press: Press, week: WeekPages, fonts: Any, styles: pdf.Style) -> None:
        self._press, self._week, self._fonts, self._styles = press, week, fonts, styles
        self._prefix = guide.prefix_of(press.course.outline, week.week)
        self._standing: Mapping[str, str] | None = None
        self._way, self._pages = mend.NONE, 1  # how the opening is set, on how many pages
        self._fitted: tuple[int, pdf.Layout] | None = None  # the number of its first page, and what it is
        # a number as wide as a real one
        self._opening = self._open(Unknown(f"{self._prefix}22"))
        self._restart()
        self._go_on()

    @property
    def stands(self) -> dict[str, str]:
        """Where its points and its parts will stand, as far as is known."""
        return stands(self._week, {**self._waits, **self._numbers})

    def end(self, standing: Mapping[str, str]) -> Composed:
        """The whole week; ``standing`` are the points of the weeks before it, as in ``stands``."""
        self._standing = standing
        for left in reversed(range(TRIES)):
            self._go_on()
            before, self._opening = self._opening, self._open(self._numbers)
            found = numbered(self._opening.anchors, self._prefix)
            if found.items() <= self._numbers.items() or not left:
                break
            if _count(before) == _count(self._opening):
                self._numbers |= found
            else:
                self._restart()
        layout = pdf.bind([self._opening, *self._layouts])
        return Composed(layout, in_week(self._week, layout.anchors, self._prefix))

    def _restart(self) -> None:
        """Forget what is laid out but the opening."""
        self._layouts: list[pdf.Layout] = []
        self._waits: dict[str, str] = {}
        """Anchor of the part that asks for what is not told → the number of its page."""
        self._start = 1 + _count(self._opening)
        self._numbers = in_week(self._week, self._opening.anchors, self._prefix)

    def _go_on(self) -> None:
        """Lay out the parts in order, up to the first that asks for what is not told."""
        for part in self._week.parts[len(self._layouts) :]:
            if part.anchor in self._numbers:  # it stands below the part before
                layout: pdf.Layout | None = pdf.keep(self._layouts[-1], 0)
            elif part.name == "episodes":
                layout = self._episodes(part)
            elif part.name == "fits":
                layout = self._fits(part)
            else:
                layout = self._lay_out(part, self._start, self._numbers)
            if layout is None:
                return
            self._numbers |= numbered(layout.anchors, self._prefix, self._start - 1)
            self._layouts.append(layout)
            self._start += _count(layout)

    def _open(self, numbers: Mapping[str, str]) -> pdf.Layout:
        """The opening, as loose as its pages let it be: tighter where that saves one."""
        opening, sheet = self._week.opening, self._press.format.sheet
        first = layout = self._laid(opening, 1, numbers, self._way)
        if _count(first) <= self._pages:
            return first
        found = first, self._way
        for tight in range(self._way.tight + 1, mend.TIGHTEST + 1):
            if not mend.spills(layout, f"{opening.anchor}end", sheet):
                break
            layout = self._laid(opening, 1, numbers, Mend(tight=tight))
            if _count(layout) < _count(first):
                found = layout, Mend(tight=tight)
                break
        if found[0].anchors.get(f"{opening.anchor}plan", 1) > 1 and self._week.wall.guesses:
            early = Mend(tight=mend.TIGHTEST, early=True)
            layout = self._laid(opening, 1, numbers, early)
            guess = layout.anchors.get(f"{opening.anchor}guess", 0)
            if (_count(layout), guess) <= (_count(found[0]), 1):
                found = layout, early
        layout, self._way = found
        self._pages = _count(layout)
        return layout

    def _episodes(self, part: Part) -> pdf.Layout:
        """The episodes, laid out again where the first layout leaves paper that can be used."""
        layout = self._laid(part, self._start, self._numbers)
        numbers = {**self._numbers, **numbered(layout.anchors, self._prefix, self._start - 1)}
        for name in ("words", "fits"):  # where they stand is not settled yet
            numbers.pop(f"{self._week.anchor}{name}", None)
        better = self._mend(part, layout, numbers)
        return layout if better == mend.NONE else self._laid(part, self._start, numbers, better)

    def _fits(self, part: Part) -> pdf.Layout:
        """How the episodes fit together, laid out again where its table can use the paper that is left."""
        start, layout = self._fitted or (0, None)
        if layout is None or start != self._start or f"{self._week.anchor}words" in self._numbers:
            layout = self._laid(part, self._start, self._numbers)
        better = mend.roomy(self._week, layout, self._press.format.sheet)
        if better == mend.NONE:
            return layout
        again = self._laid(part, self._start, self._numbers, better)
        return again if _count(again) <= _count(layout) else layout

    def _mend(self, part: Part, layout: pdf.Layout, numbers: Mapping[str, str]) -> Mend:
        """What to set otherwise in the episodes; ``numbers`` are those of their points, too."""
        week, sheet = self._week, self._press.format.sheet
        left = mend.free(layout, f"{part.anchor}end", sheet)
        notes = mend.notes(week, layout, sheet)
        fits = next((one for one in week.parts if one.name == "fits"), None)
        if fits and week.fit.shows and left > mend.SHARE * sheet.height:
            start = self._start + _count(layout)
            alone = self._laid(fits, start, numbers)
            self._fitted = start, alone
            if _count(alone) == 1 and mend.taken(alone, f"{fits.anchor}end", sheet) < left - sheet.over:
                return Mend(notes, joins=True)
        stands = not week.words or f"{week.anchor}words" in layout.anchors
        return Mend(notes, words=stands or left < sheet.over + mend.LEAST * sheet.rule)

    def _lay_out(
        self, part: Part, start: int, numbers: Mapping[str, str], better: Mend = mend.NONE
    ) -> pdf.Layout | None:
        """A part's own pages, the first numbered ``start``; None where it asks for what is not told."""
        press, untold = self._press, Untold()
        standing = untold if self._standing is None else self._standing
        html = guide.render_part(
            press.course, self._week, part, start, numbers, standing, press.format, better
        )
        if untold.asked and part != self._week.opening:
            if f'id="{part.anchor}"' in html:  # a template of the user's own may have left it out
                self._waits = {part.anchor: f"{self._prefix}{start}"}
            return None
        layout = pdf.lay_out(html, self._fonts, self._styles)
        # a template of the user's own may have left out where a part ends: then every page is its own
        return pdf.keep(layout, layout.anchors.get(f"{part.anchor}end", _count(layout)))

    def _laid(
        self, part: Part, start: int, numbers: Mapping[str, str], better: Mend = mend.NONE
    ) -> pdf.Layout:
        """A part that asks for nothing that is not told."""
        layout = self._lay_out(part, start, numbers, better)
        assert layout
        return layout


def in_week(week: WeekPages, anchors: Mapping[str, int], prefix: str) -> dict[str, str]:
    """The numbers of a week's pages, from the anchors of its file."""
    return {week.anchor: f"{prefix}1"} | numbered(anchors, prefix)


def _count(layout: pdf.Layout) -> int:
    """How many pages a layout has."""
    return len(layout.document.pages)


def begin(press: Press, week: WeekPages) -> Begun:
    """The first step of a week.

    Raises:
        CurriculumError: a template has a mistake, or asks for something outside itself.
    """
    fonts = pdf.share(machine=press.machine)
    return Begun(press, week, fonts, pdf.style(guide.styles(press.format), fonts))


def announce(press: Press, week: WeekPages) -> dict[str, str]:
    """Where the points of a week will stand, for the weeks after it; raises as ``begin``."""
    return begin(press, week).stands


def make(press: Press, week: WeekPages, standing: Mapping[str, str], identifier: str, name: str) -> Made:
    """A week's file.

    Args:
        press: what weeks are laid out with.
        week: what its pages show.
        standing: point id → where it stands, of all weeks before it (``stands``).
        identifier: as in ``pdf.save``.
        name: the file's name, for its problems.

    Raises:
        CurriculumError: as ``begin``.
    """
    return finish(press, week, begin(press, week), standing, identifier, name)


def finish(
    press: Press, week: WeekPages, begun: Begun, standing: Mapping[str, str], identifier: str, name: str
) -> Made:
    """The second step of a week; as ``make``."""
    composed = begun.end(standing)
    label = pdf.Label(0, guide.prefix_of(press.course.outline, week.week), "D")
    data, problems = pdf.written(composed.layout, name, identifier, (label,))
    return Made(data, composed.numbers, problems)


def compose(press: Press, weeks: Sequence[WeekPages]) -> Iterator[Composed]:
    """The weeks laid out, one after the other; raises as ``begin``."""
    standing: dict[str, str] = {}
    for week in weeks:
        composed = begin(press, week).end(standing)
        standing |= stands(week, composed.numbers)
        yield composed
