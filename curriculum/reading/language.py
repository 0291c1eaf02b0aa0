"""Language: which one an episode's notes are written in, by its commonest words or its letters."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice

from curriculum.problems import Problem
from curriculum.reading.episode import Episode
from curriculum.reading.tables import languages, table

ENGLISH = "en"
KIND = "language"
"""The kind of problem that says so of the others."""
_WORD = re.compile(r"[^\W\d_]+")
_QUOTED = re.compile(r"\"[^\"]{0,2000}\"|[“„«‹‚「『][^“”„«»‹›‘」』]{0,2000}[”“»›‘」』]")
_QUOTE = re.compile('["“„«‹‚「『]')
_KANA, _HAN = re.compile("[\u3040-\u30ff\u31f0-\u31ff]"), re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_HANGUL, _CYRILLIC = re.compile("[\uac00-\ud7af\u1100-\u11ff]"), re.compile("[\u0400-\u04ff]")
_FAR = re.compile("[\u0400-\u04ff\u1100-\u11ff\u3040-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_UKRAINIAN = re.compile("[іїєґў]", re.IGNORECASE)
_ENOUGH = 6_000
"""Characters that are looked at."""
_FEWEST = 8
"""Words; of fewer nothing is said."""
_SHARE = 0.16
"""Least share of the words that are among a language's commonest: in its own texts it is a third and more."""
_ASIDE = frozenset(("Chatter", "Transcript", "Code", "Links", "Metadata", "Pictures"))


@cache
def _known() -> dict[str, tuple[str, ...]]:
    """Each common word with the languages that have it."""
    found: dict[str, list[str]] = {}
    for code in (ENGLISH, *languages(), *table("languages")["other"]):
        for word in _entry(code)["words"].split():
            found.setdefault(word, []).append(code)
    return {word: tuple(dict.fromkeys(codes)) for word, codes in found.items()}


def name_of(code: str) -> str:
    """The English name of a language ("German")."""
    return str(_entry(code)["name"])


def _entry(code: str) -> dict[str, str]:
    found: dict[str, str] = table("languages").get(code) or table("languages")["other"][code]
    return found


def language_of(episode: Episode) -> str:
    """The language of an episode's notes (ISO 639-1); ``en`` when it is not certain.

    What somebody said counts only where the notes hold nothing else.
    """
    for said in (_own(episode), _kept(episode), (quote.text for quote in episode.quotes)):
        text = "\n".join(said)[:_ENOUGH]
        if len(list(islice(_WORD.finditer(text), _FEWEST))) == _FEWEST or _letters(text):
            return language(text)
    return ENGLISH


def in_its_language(episode: Episode) -> Episode:
    """The episode with its language."""
    found = language_of(episode)
    return episode if found == episode.language else episode.model_copy(update={"language": found})


def problems(episodes: Iterable[Episode]) -> Iterator[Problem]:
    """One for all episodes that are not in English: what is not done with them."""
    counted = Counter(episode.language for episode in episodes if episode.language != ENGLISH)
    if not counted:
        return
    which = ", ".join(f"{count} in {name_of(code)}" for code, count in sorted(counted.items()))
    one = counted.total() == 1
    said, _, others = which.partition(" ")
    message = (
        f"{said} {'episode is' if one else 'episodes are'} {others}: no cards are made by rule from"
        f" {'it' if one else 'them'}; flashcards written in the notes are."
    )
    yield Problem(
        path="",
        kind="language",
        message=message,
        remedy="Write flashcards into these notes, if you want more.",
    )


def _own(episode: Episode) -> Iterator[str]:
    yield from (episode.title, episode.introduction, episode.summary)
    for point in (*episode.points, *episode.takeaways):
        yield point.label
        yield from (passage.text for passage in point.passages())


def _kept(episode: Episode) -> Iterator[str]:
    yield from (section.text for section in episode.sections if section.title not in _ASIDE)
    yield from (f"{card.question} {card.answer} {card.text}" for card in episode.flashcards)


def language(text: str) -> str:
    """The language of a text, words between quotation marks apart; ``en`` when it is not certain."""
    if _QUOTE.search(text):
        text = _QUOTED.sub(" ", text)
    by_letters = _letters(text)
    if by_letters:
        return by_letters
    words = Counter(_WORD.findall(text.lower()))
    scores: dict[str, float] = defaultdict(float)
    hits: Counter[str] = Counter()
    known = _known()
    for word, count in words.items():
        codes = known.get(word, ())
        for code in codes:
            scores[code] += count / len(codes)
            hits[code] += count
    if not scores or words.total() < _FEWEST:
        return ENGLISH
    best = max(sorted(scores), key=lambda code: scores[code])
    certain = scores[best] > 1.5 * scores[ENGLISH] and hits[best] >= _SHARE * words.total()
    return best if certain else ENGLISH


def _letters(text: str) -> str:
    """The language that a text's letters tell, where these outweigh the Latin ones; "" when they do not."""
    if not _FAR.search(text):
        return ""
    kana, han, hangul = (len(letters.findall(text)) for letters in (_KANA, _HAN, _HANGUL))
    other = [
        word
        for word in _WORD.findall(text)
        if not (_KANA.search(word) or _HAN.search(word) or _HANGUL.search(word))
    ]
    cyrillic = sum(bool(_CYRILLIC.match(word)) for word in other)
    latin = len(other) - cyrillic
    if max((kana + han) / 2, hangul / 3, cyrillic) <= latin:
        return ""
    if cyrillic > max(kana + han, hangul):
        return "" if _UKRAINIAN.search(text) else "ru"
    if hangul > kana + han:
        return "ko"
    return "ja" if kana * 10 > kana + han else "zh"
