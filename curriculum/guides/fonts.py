"""The fonts the guides are set in, and fontconfig's view of them.

Source Serif Pro and Source Sans Pro have Latin, Greek and Cyrillic letters. What they lack is set in the
Noto fonts of ``manimgx-fonts``: emoji as black outlines, and the letters of twenty scripts. All come with
packages (SIL Open Font License 1.1), so that a page looks the same on every machine. A page with other
letters still, such as Chinese ones, also sees the fonts of the machine: better a page that differs from
machine to machine than one with boxes.
"""

import hashlib
import importlib.util
import os
import re
import tempfile
from functools import cache
from pathlib import Path

from curriculum.install import how_to
from curriculum.problems import CurriculumError

PACKAGES = {"font_source_serif_pro": "files", "font_source_sans_pro": "files", "manimgx_fonts": "."}
"""Package → the folder of fonts in it."""
_FAMILIES = ("SourceSerifPro-Regular", "SourceSansPro-Regular")
_EMOJI = "NotoEmoji"

MACHINE = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.fonts",
    "~/.local/share/fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "~/Library/Fonts",
    "C:/Windows/Fonts",
)
"""Where machines keep their fonts."""

# a page is black on white: no coloured font, and none of pictures
# after the family asked for come ours, in an order that the machine's fonts do not change; Pango asks for
# the family "emoji" where a character should be one
_CONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
{folders}
<selectfont><rejectfont>
<pattern><patelt name="color"><bool>true</bool></patelt></pattern>
<pattern><patelt name="outline"><bool>false</bool></patelt></pattern>
{rejected}
</rejectfont></selectfont>
<match target="pattern">
<test name="family"><string>emoji</string></test>
<edit name="family" mode="prepend" binding="strong"><string>Noto Emoji</string></edit>
</match>
<match target="pattern">
<edit name="family" mode="append" binding="strong">{families}</edit>
</match>
<cachedir>{cache}</cachedir>
</fontconfig>
"""


@cache
def folders() -> tuple[Path, ...]:
    """The folders of our font files, serif first.

    Raises:
        CurriculumError: a font package is not installed.
    """
    found = []
    for package, folder in PACKAGES.items():
        # find_spec, not import: the packages' code has nothing we need
        spec = importlib.util.find_spec(package)
        if spec is None or spec.origin is None:
            raise CurriculumError.of(
                "fonts",
                f"The fonts of the guides are missing: {package.replace('_', '-')}.",
                how_to(package.replace("_", "-")),
            )
        found.append(Path(spec.origin).parent / folder)
    return tuple(found)


def file(name: str) -> Path:
    """The font file of a face, such as ``SourceSerifPro-Regular``.

    Raises:
        CurriculumError: a font package is not installed.
        FileNotFoundError: there is no such face.
    """
    for folder in folders():
        if (path := folder / f"{name}.ttf").is_file():
            return path
    raise FileNotFoundError(f"{name}.ttf")


@cache
def covered() -> frozenset[int]:
    """The code points that both families have."""
    serif, sans = (_code_points(file(name)) for name in _FAMILIES)
    return serif & sans


@cache
def lent() -> frozenset[int]:
    """The code points that another font of ours has, emoji left out."""
    return frozenset[int]().union(*map(_code_points, _lenders()[:-1])) - covered()


@cache
def emoji() -> frozenset[int]:
    """The code points that only our emoji have."""
    return _code_points(_lenders()[-1]) - covered() - lent()


def _lenders() -> list[Path]:
    """The fonts that lend the two families what these lack, all upright: Noto Sans first, the emoji last."""
    upright = (path for path in folders()[-1].glob("*.ttf") if "-" not in path.stem)
    return sorted(upright, key=lambda path: (_name(path) == _EMOJI, _name(path)))


def _name(font: Path) -> str:
    """The name of a font's file without the list of its axes."""
    return font.stem.partition("[")[0]


def _code_points(path: Path) -> frozenset[int]:
    from fontTools.ttLib import TTFont  # late: only when a page is printed

    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())


def machine_folders() -> tuple[Path, ...]:
    """The folders in which this machine keeps its fonts."""
    there = (Path(folder).expanduser() for folder in MACHINE)
    return tuple(folder for folder in there if folder.is_dir())


def configure(*, machine: bool = False) -> None:
    """Let fontconfig see our fonts, and those of the machine only when ``machine`` says so.

    Call before weasyprint is imported, and again before the fonts of a page are loaded. What the
    machine has installed must not change a page: even unused fonts change the bytes.
    """
    from xml.sax.saxutils import escape  # late: it brings half of the library for the web

    owner = os.getuid() if hasattr(os, "getuid") else 0
    home = Path(tempfile.gettempdir()) / f"curriculum-fonts-{owner}"
    home.mkdir(mode=0o700, exist_ok=True)
    if hasattr(os, "getuid") and home.lstat().st_uid != owner:
        home = Path(
            tempfile.mkdtemp(prefix="curriculum-fonts-")
        )  # somebody else's folder is not to be trusted
    seen = [str(folder) for folder in folders()]
    if machine:
        seen += map(str, machine_folders())
    # the packages have each face twice; Type 1 fonts cannot be embedded
    rejected = [f"{folder}/*.otf" for folder in folders()] + ["*.pfb", "*.t1", "*.afm"]
    lenders = (re.sub("(?<=[a-z])(?=[A-Z])", " ", _name(path)) for path in _lenders())
    text = _CONFIG.format(
        families="".join(f"<string>{escape(family)}</string>" for family in lenders),
        folders="\n".join(f"<dir>{escape(folder)}</dir>" for folder in seen),
        rejected="".join(f"<glob>{escape(pattern)}</glob>" for pattern in rejected),
        cache=escape(str(home)),
    )
    # named by what it says: another version of the program may print beside this one
    config = home / f"{hashlib.sha256(text.encode()).hexdigest()[:16]}.conf"
    if not config.is_file():
        part = home / f"{config.name}.{os.getpid()}"
        part.write_text(text, encoding="utf-8")
        part.replace(config)
    os.environ["FONTCONFIG_FILE"] = str(config)
