"""The words behind an episode's stems, for reasons that a person reads."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from curriculum.planning.text import of_cards, of_points
from curriculum.reading.episode import Episode
from curriculum.reading.words import STOPWORDS, WORD, stem

Phrase = tuple[str, ...]
"""Stems that follow each other."""


class _Token(NamedTuple):
    stem: str
    start: int
    end: int


def forms(episode: Episode, phrases: Iterable[Phrase]) -> Mapping[Phrase, str]:
    """Each phrase as the episode first writes it, in small letters but for names and acronyms."""
    wanted = set(phrases)
    found: dict[Phrase, str] = {}
    for text in _all_texts(episode):
        tokens = list(_tokens(text))
        for at, token in enumerate(tokens):
            for phrase in list(wanted):
                if token.stem != phrase[0] or len(tokens) < at + len(phrase):
                    continue
                run = tokens[at : at + len(phrase)]
                if tuple(one.stem for one in run) == phrase:
                    found[phrase] = small(text[token.start : run[-1].end])
                    wanted.discard(phrase)
        if not wanted:
            break
    return found


def _tokens(text: str) -> Iterator[_Token]:
    """The content stems of a text, as ``reading.words.stems`` gives them, with where each word stands."""
    for match in WORD.finditer(text):
        word = match.group().lower()
        if word in STOPWORDS:
            continue
        for part in re.split(r"[-'’](?=\w)", word):
            if part not in STOPWORDS and stem(part) not in ("", "s"):
                yield _Token(stem(part), match.start(), match.end())


def small(text: str) -> str:
    """Words with small letters unless they have a capital inside ("GPU", "AlphaFold")."""
    return " ".join(word if word[1:] != word[1:].lower() else word.lower() for word in text.split())


def _all_texts(episode: Episode) -> Iterator[str]:
    yield episode.title
    for point in of_points(episode):
        for one in point.whole():
            yield from (one.label, one.text)
    yield from (episode.introduction, episode.summary)
    yield from (quote.text for quote in episode.quotes)
    for section in episode.sections:
        yield from (section.title, section.text)
    yield from (card.said for card in of_cards(episode))
    yield from (*episode.tags, *episode.guests, *episode.hosts)
