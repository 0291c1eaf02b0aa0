"""The two families the guides are set in, and fontconfig's view of them.

Source Serif Pro and Source Sans Pro (SIL Open Font License 1.1) come with the packages
``font-source-serif-pro`` and ``font-source-sans-pro``, so that a page looks the same on every machine.
They have Latin, Greek and Cyrillic letters. A page with other letters also sees the fonts of the
machine: better a page that differs from machine to machine than one with boxes.
"""

import importlib.util
import os
import tempfile
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from curriculum.problems import CurriculumError

PACKAGES = ("font_source_serif_pro", "font_source_sans_pro")

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

# emoji of pictures come in one size: without the scaling, as fontconfig's own rules have it, they
# cover the page
_CONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
{folders}
<selectfont><rejectfont>{rejected}</rejectfont></selectfont>
<match target="font">
<test name="outline"><bool>false</bool></test>
<edit name="shrunk" mode="assign">
<divide><name target="pattern">pixelsize</name><name target="font">pixelsize</name></divide>
</edit>
<edit name="matrix" mode="assign"><times><name>matrix</name>
<matrix><name>shrunk</name><double>0</double><double>0</double><name>shrunk</name></matrix>
</times></edit>
<edit name="size" mode="assign"><divide><name>size</name><name>shrunk</name></divide></edit>
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
    for package in PACKAGES:
        # find_spec, not import: the packages' code has nothing we need
        spec = importlib.util.find_spec(package)
        if spec is None or spec.origin is None:
            raise CurriculumError.of(
                "fonts",
                f"The fonts of the guides are missing: {package.replace('_', '-')}.",
                f"Install them: pip install {package.replace('_', '-')}",
            )
        found.append(Path(spec.origin).parent / "files")
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
    from fontTools.ttLib import TTFont  # late: only when a page is printed

    tables = []
    for name in ("SourceSerifPro-Regular", "SourceSansPro-Regular"):
        with TTFont(file(name), lazy=True) as font:
            tables.append(frozenset(font.getBestCmap()))
    return tables[0] & tables[1]


def machine_folders() -> tuple[Path, ...]:
    """The folders in which this machine keeps its fonts."""
    there = (Path(folder).expanduser() for folder in MACHINE)
    return tuple(folder for folder in there if folder.is_dir())


def configure(*, machine: bool = False) -> None:
    """Let fontconfig see our fonts, and those of the machine only when ``machine`` says so.

    Call before weasyprint is imported, and again before the fonts of a page are loaded. What the
    machine has installed must not change a page: even unused fonts change the bytes.
    """
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
    text = _CONFIG.format(
        folders="\n".join(f"<dir>{escape(folder)}</dir>" for folder in seen),
        rejected="".join(f"<glob>{escape(pattern)}</glob>" for pattern in rejected),
        cache=escape(str(home)),
    )
    config = home / ("machine.conf" if machine else "fonts.conf")
    if not config.is_file() or config.read_text(encoding="utf-8") != text:
        part = home / f"{config.name}.{os.getpid()}"
        part.write_text(text, encoding="utf-8")
        part.replace(config)
    os.environ["FONTCONFIG_FILE"] = str(config)
