"""The two families the guides are set in, and fontconfig's view of them.

Source Serif Pro and Source Sans Pro (SIL Open Font License 1.1) come with the packages
``font-source-serif-pro`` and ``font-source-sans-pro``, so that a page looks the same on every machine.
"""

import importlib.util
import os
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

from curriculum.problems import CurriculumError

PACKAGES = ("font_source_serif_pro", "font_source_sans_pro")

_CONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
{folders}
<selectfont><rejectfont><glob>*.otf</glob></rejectfont></selectfont>
<cachedir>{cache}</cachedir>
</fontconfig>
"""


def folders() -> tuple[Path, ...]:
    """The folders of the font files, serif first.

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


def configure() -> None:
    """Let fontconfig see our fonts and no other; call before weasyprint is imported.

    What the machine has installed must not change a page: even unused fonts change the bytes.
    """
    home = Path(tempfile.gettempdir()) / f"curriculum-fonts-{os.getuid() if hasattr(os, 'getuid') else 0}"
    home.mkdir(mode=0o700, exist_ok=True)
    text = _CONFIG.format(
        folders="\n".join(f"<dir>{escape(str(folder))}</dir>" for folder in folders()),
        cache=escape(str(home)),
    )
    config = home / "fonts.conf"
    if not config.is_file() or config.read_text(encoding="utf-8") != text:
        part = home / f"fonts.conf.{os.getpid()}"
        part.write_text(text, encoding="utf-8")
        part.replace(config)
    os.environ["FONTCONFIG_FILE"] = str(config)


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
