"""A week's guiding question: one that its notes answer, or none."""

from collections.abc import Iterable

from curriculum.planning.light_words import light
from curriculum.planning.text import Weighted
from curriculum.planning.themes import Themes
from curriculum.planning.week_title import Title
from curriculum.reading.words import stems

SPOKEN = 2
"""The notes speak of a question when so many of its content stems stand in them …"""
SHARE = 2 / 3
"""… and this share."""


def question(title: Title, texts: Iterable[Iterable[Weighted]], themes: Themes) -> str:
    """The question of a theme that names the week, if its episodes, which say these texts, speak of it."""
    said = {stem for text in texts for passage in text for stem in passage.stems}
    for id in title.themes:
        asked = set(stems(themes[id].question)) - light()
        spoken = len(asked & said)
        if spoken >= SPOKEN and spoken >= SHARE * len(asked):
            return themes[id].question
    return ""
