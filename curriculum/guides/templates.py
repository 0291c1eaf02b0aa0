"""Jinja as the guides use it: everything escaped, nothing undefined, errors with file and line."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup, escape

from curriculum import opening
from curriculum.guides.ask import BLANK
from curriculum.guides.doubted import doubted
from curriculum.guides.flow import flows
from curriculum.guides.measure import lines, widest
from curriculum.guides.quotation import quoted
from curriculum.guides.stand_in import address, printable
from curriculum.problems import CurriculumError
from curriculum.reading.library import Doubt
from curriculum.reading.words import STOPWORDS
from curriculum.templates_dir import templates_dir

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_STRONG = {"L": "", "R": "rtl", "AL": "rtl"}
_OVERRIDES = re.compile("[\u202a-\u202e]|(?<![0-9#*]\ufe0f)\u20e3")
_GAP = Markup('&#8203;<span class="gap"></span>')
"""WeasyPrint breaks a line at the space of no width; without it, it may break several words before."""


def clean(value: Any) -> Any:
    """Text without what no page can hold (controls, halves of pairs) or that would turn its letters round.

    A key around a letter goes too: no font draws both as one, and an empty key would stand beside it.
    """
    if isinstance(value, str) and not isinstance(value, Markup):
        return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", _OVERRIDES.sub("", value))
    return value


def gaps(text: str) -> Markup:
    """A cloze sentence, escaped, with a line to write on where its words were taken out."""
    return _GAP.join(escape(clean(part)) for part in text.split(BLANK))


def short(text: str, limit: int = 64) -> str:
    """A running head: whole words, at most ``limit`` characters, with … when something is left out.

    No small word that leads to the next one (of, is, the …) stands last.
    """
    if len(text) <= limit:
        return text
    words = (text[:limit].rpartition(" ")[0] or text[:limit]).split(" ")
    while len(words) > 1 and words[-1].strip(" ,;:–—-").lower() in {"", *STOPWORDS}:
        words.pop()
    return " ".join(words).rstrip(" ,;:–—-") + "…"


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, which blank lines separate; an item of a list in it is one, after a dash."""
    parts = (part.strip() for part in re.split(r"\n\s*\n|\n(?=\s*- )", text))
    return [f"– {part[2:]}" if part.startswith("- ") else part for part in parts if part]


def way(text: str) -> Markup:
    """The attribute ``dir="rtl"`` when the first letter of a text is Hebrew or Arabic, else nothing."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in _STRONG:
            return Markup(' dir="rtl"') if _STRONG[kind] else Markup("")
    return Markup("")


_JOINED = re.compile(r"\b\w{1,9}(?:-\w{1,9})+\b")
_ONE = Markup("<span class=one>{}</span>")


def _tied(title: str) -> str:
    """A title whose short last word stands on no line of its own."""
    before, space, last = title.rpartition(" ")
    short = len(last) < 9 and len(before.rpartition(" ")[2]) + len(last) < 20
    return f"{before}\u00a0{last}" if space and short and before.count(" ") > 2 else title


def bound(title: str) -> Markup:
    """A title, escaped: no hyphenated word is parted, no short last word stands on a line of its own."""
    parts: list[Markup] = []
    end = 0
    text = clean(_tied(title))
    for match in _JOINED.finditer(text):
        parts += [escape(text[end : match.start()]), _ONE.format(match.group())]
        end = match.end()
    return Markup("").join([*parts, escape(text[end:])])


def balanced(title: str, width: float, size: float) -> Markup:
    """The attribute that makes a title's lines about equally long: as narrow as its words let them be.

    Args:
        title: set in bold sans.
        width: what there is, in points.
        size: of its letters, in points.
    """
    most = width / size
    count = lines(title, most, bold=True)
    if not 1 < count < 6:
        return Markup("")
    least = min(most, max(most / 2, widest(_tied(title), bold=True)))
    while most - least > 0.25:
        middle = (least + most) / 2
        least, most = (least, middle) if lines(title, middle, bold=True) <= count else (middle, most)
    # the letters' widths are of another weight, pairs are kerned, and words may stand further apart
    return Markup(' style="max-width:{}pt"').format(round(min(width, 1.08 * most * size), 1))


def halves(things: Sequence[Any]) -> list[Sequence[Any]]:
    """The two columns of a list, the first one longer when they are odd."""
    middle = (len(things) + 1) // 2
    return [things[:middle], things[middle:]]


def of_one_page(anchors: Sequence[str], numbers: Mapping[str, str]) -> list[str]:
    """The anchors without those on a page that an earlier one has named."""
    first: dict[str, str] = {}
    for anchor in anchors:
        first.setdefault(numbers.get(anchor, anchor), anchor)
    return list(first.values())


@jinja2.pass_context
def _doubted(context: jinja2.runtime.Context, row: str, doubts: Iterable[Doubt]) -> Markup:
    """``doubted``, once for all rows of a page that has a set of names that are ``marked``."""
    return doubted(row, doubts, context.get("marked"))


class _Loader(jinja2.FileSystemLoader):
    """Opens templates as every file of a person is opened."""

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        path = Path(self.searchpath[0], *jinja2.loaders.split_template_path(template))
        if not opening.is_there(path):
            raise jinja2.TemplateNotFound(template)
        try:
            text = opening.read_text(path)
        except OSError as error:
            raise jinja2.TemplateSyntaxError(opening.why(error), 1, template, str(path)) from None
        return text, str(path), lambda: True


@cache
def environment(folder: Path | None = None) -> jinja2.Environment:
    """The environment over ``folder``, or over the guide templates that came with the program."""
    env = jinja2.Environment(
        loader=_Loader(folder or templates_dir() / "guide"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=clean,
    )
    env.filters.update(
        gaps=gaps,
        short=short,
        paragraphs=paragraphs,
        halves=halves,
        bound=bound,
        balanced=balanced,
        way=way,
        quoted=quoted,
        flows=flows,
        doubted=_doubted,
        printable=printable,
        address=address,
        of_one_page=of_one_page,
    )
    return env


def _line(error: BaseException, folder: str) -> tuple[str, int]:
    """File and line of the template code that an error came from, the innermost one."""
    place = ("", 0)
    trace = error.__traceback__
    while trace:
        file = trace.tb_frame.f_code.co_filename
        if file.startswith(folder):
            place = (file, trace.tb_lineno)
        trace = trace.tb_next
    return place


_REMEDY = "Correct the template, or leave --templates out to use the one that came with the program."


def read(env: jinja2.Environment, name: str) -> str:
    """A stylesheet as it is written, nothing filled in.

    Raises:
        CurriculumError: the folder lacks it.
    """
    assert env.loader
    try:
        return env.loader.get_source(env, name)[0]
    except jinja2.TemplateNotFound as error:
        raise CurriculumError.of("template", f"A template is missing: {name}.", _REMEDY, name) from error
    except jinja2.TemplateSyntaxError as error:
        said = f"A template cannot be read: {error.message}."
        raise CurriculumError.of("template", said, _REMEDY, error.filename or name) from error


def render(env: jinja2.Environment, name: str, values: Mapping[str, Any]) -> str:
    """Fill one template.

    Raises:
        CurriculumError: the template has a mistake; the problem names file, line and what is wrong.
    """
    try:
        return env.get_template(name).render(values)
    except jinja2.TemplateSyntaxError as error:
        message, path, line = f"cannot be read: {error.message}", error.filename or name, error.lineno
    except jinja2.TemplateNotFound as error:
        message, path, line = f"is missing: {error.message}", str(error.message), 0
    except (
        jinja2.TemplateError,
        TypeError,
        ValueError,
        LookupError,
        ArithmeticError,
        AttributeError,
        RecursionError,
    ) as error:
        loader = env.loader
        folder = str(loader.searchpath[0]) if isinstance(loader, jinja2.FileSystemLoader) else ""
        path, line = _line(error, folder)
        if not path:
            raise  # a mistake of ours, not of the template
        message = f"cannot be filled: {error}"
    raise CurriculumError.of("template", f"A template {message}.", _REMEDY, path, line)
