"""Guides of bare templates, for builds at whose pages no test looks: setting pages is most of a build."""

import os
from functools import cache
from pathlib import Path

from curriculum.guides.guide import STYLES

FOLDER = Path(__file__).parents[1] / ".pytest_cache" / "bare_guides"
"""One for all of pytest's workers: what was built in one of them is built from in another."""
PAGE = """<!DOCTYPE html>
<html lang="{{ language }}"><title>{% block title %}{{ outline.title }}{% endblock %}</title>
{% block page %}{{ outline.title }}{% endblock %}
"""
PART = """{% extends "page.html" %}
{% block title %}{{ outline.title }} · Week {{ w.week.number }} · {{ w.week.title }}{% endblock %}
{% block page %}{{ w.week.title }}
{% for anchor in w.anchors.values() %}<a id="{{ anchor }}"></a>{% endfor %}{% endblock %}
"""
TEMPLATES = {"page.html": PAGE, "part.html": PART, **dict.fromkeys(("sheet.css", *STYLES), "")}
OTHERS = ("front.html", "back.html", "empty.html", "week.html")
TEMPLATES |= dict.fromkeys(OTHERS, '{% extends "page.html" %}')


@cache
def bare_guides() -> tuple[str, ...]:
    """The options of ``build`` that make guides of them: each page has a title, and what links lead to.

    One process makes them: to start others takes longer.
    """
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in TEMPLATES.items():
        written = FOLDER / f"{name}.{os.getpid()}"
        written.write_text(text, "utf-8")
        written.replace(FOLDER / name)
    return "--templates", str(FOLDER), "--workers", "1"
