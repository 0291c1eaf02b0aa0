"""A week's guiding question: one that its notes answer."""

from collections.abc import Iterable

from curriculum.planning.light_words import light
from curriculum.planning.text import of_episode
from curriculum.planning.themes import Themes
from curriculum.planning.week_title import Title
from curriculum.reading.episode import Episode
from curriculum.reading.words import stems

SPOKEN = 2
"""The notes speak of a question when so many of its content stems stand in them …"""
SHARE = 1 / 3
"""… or this share."""
ANY = "Which ideas of these episodes will you still use in a year, and why?"
"""Any week answers it."""


def question(title: Title, episodes: Iterable[Episode], themes: Themes) -> str:
    """The question of the theme that names the week, if the notes speak of it; else one they answer."""
    said = {stem for episode in episodes for passage in of_episode(episode) for stem in passage.stems}
    for id in title.themes:
        asked = set(stems(themes[id].question)) - light()
        spoken = len(asked & said)
        if spoken and (spoken >= SPOKEN or spoken >= SHARE * len(asked)):
            return themes[id].question
    return f"What would you tell a friend about {title.about} after this week?" if title.about else ANY
