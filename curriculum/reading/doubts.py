"""Doubts: names that the notes spell in more than one way."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import combinations
from typing import NamedTuple

from curriculum.letters import fold
from curriculum.problems import Problem
from curriculum.reading.corrections import another_name
from curriculum.reading.episode import Episode, Source
from curriculum.reading.lexicon import is_known, is_ordinary
from curriculum.reading.library import Doubt
from curriculum.reading.likeness import loosely_alike
from curriculum.reading.names import NOBODY, Name, Names, is_namelike, names_in
from curriculum.reading.slips import one_name
from curriculum.reading.sound import sound

IN_NAME = 0
"""The line of what stands in the file's name."""
_CROWDED = 100
"""More names with one first sound than this (real episodes have 18) are compared by whole sounds only."""
_CROWD = 60
"""A bucket of more names than this is no evidence any more."""


class Told(NamedTuple):
    """An episode with the names in it."""

    episode: Episode
    names: Names
    table: str = ""
    """The table of ``corrections.toml`` that is for the episode."""


Use = tuple[Told, Name]
"""A name in an episode."""


def doubts(
    told: Sequence[Told],
    small: Set[str],
    settled: Set[tuple[str, str]] = frozenset(),
    hosts: Iterable[tuple[str, str, Source]] = (),
) -> tuple[Doubt, ...]:
    """Every name spelt two ways, within an episode first, then across the library.

    Two forms of one name are known by edit distance and by sound. What counts as alike depends on
    what else speaks for it: names that share the other half of a full name may differ more. Words in
    ``small``, which the library also writes without a capital, are no names. Forms
    in ``settled`` (the person said they are right, in the episode or anywhere) raise no doubt. ``hosts``
    are those that the table of shows knows (show, host, where): a host spelt almost like one of them is
    doubted too.
    """

    def is_settled(forms: Iterable[tuple[str, Told]]) -> bool:
        return any(not settled.isdisjoint({("", fold(form)), (one.table, fold(form))}) for form, one in forms)

    found: list[Doubt] = []
    known: set[frozenset[str]] = set()
    for one in told:
        for forms in _within(one, small):
            known.update(frozenset((a.form, b.form)) for a, b in combinations(forms, 2))
            if not is_settled((name.form, one) for name in forms):
                found.append(_doubt([(one, name) for name in forms], one))
    known_hosts = tuple(hosts)
    for one in told:
        for doubt in _host_doubts(one, known_hosts):
            if not is_settled((form, one) for form in doubt.forms):
                found.append(doubt)
    for pair in _across(told, small):
        forms_of_pair = frozenset(name.form for _, name in pair)
        if forms_of_pair not in known and not is_settled((name.form, one) for one, name in pair):
            known.add(forms_of_pair)
            found.append(_doubt(pair))
    return tuple(found)


def problems(found: Iterable[Doubt]) -> Iterator[Problem]:
    """A problem for each doubt, its remedy ready to paste into ``corrections.toml``."""
    for doubt in found:
        trusted, *others = doubt.forms
        one_file = len({place.path for place in doubt.places}) == 1
        where = " and ".join(
            f"“{form}” ({_where(place, one_file)})"
            for form, place in zip(doubt.forms, doubt.places, strict=True)
        )
        pairs = "  ".join(f'"{other}" = "{trusted}"' for other in others)
        two = "  ".join(f'"{other}" = "{other}"' for other in others if another_name(other, trusted))
        pairs += f", or if it is another name {two}" if two else ""
        table = f"under [{doubt.table}] " if doubt.table else ""
        said = (
            "Another name seems to stand in the same place"
            if two
            else "One name seems to be spelt in several ways"
        )
        yield Problem(
            path=doubt.places[-1].path,
            line=doubt.places[-1].line,
            kind="name",
            message=f"{said}: {where}.",
            remedy=f"Write into corrections.toml {table}which is right: {pairs}",
        )


def _where(place: Source, one_file: bool) -> str:
    if place.line == IN_NAME:
        return "the file’s name"
    return f"line {place.line}" if one_file else f"{place.path}:{place.line}"


def _doubt(forms: Sequence[Use], within: Told | None = None) -> Doubt:
    return Doubt(
        episode=within.episode.id if within else "",
        table=within.table if within else "",
        forms=tuple(name.form for _, name in forms),
        places=tuple(Source(path=one.episode.source.path, line=name.line) for one, name in forms),
    )


# --- within an episode ------------------------------------------------------------------------


def _within(one: Told, small: Set[str]) -> Iterator[list[Name]]:
    """Groups of forms, the most trusted (in the title, then most frequent) first."""
    names = [name for name in _with_title(one) if name.form.casefold() not in small and _is_word(name.form)]
    people = _people(one.episode)
    pairs = [(a, b) for a, b in _near(names) if one_name(a, b, people, one.names)]
    for group in _grouped(pairs):
        yield sorted(
            group,
            key=lambda name: (not name.titled, name.form not in people, -name.times, name.line, name.form),
        )
    yield from _split(one, names)
    yield from _show_forms(one)


def _people(episode: Episode) -> dict[str, frozenset[str]]:
    """Each word of the hosts' and guests' names, with the others of that name."""
    people: dict[str, frozenset[str]] = {}
    for person in (*episode.hosts, *episode.guests):
        words = frozenset(filter(is_namelike, person.split()))
        people.update({word: people.get(word, NOBODY) | words - {word} for word in words})
    return people


def _with_title(one: Told) -> Iterator[Name]:
    """The names of an episode; those of a title that stands in the front matter or the file's name too."""
    title = {name.form: name for name in names_in([(IN_NAME, "title", one.episode.title)]).names}
    for name in one.names.names:
        yield name if title.pop(name.form, None) is None else name._replace(titled=True)
    yield from title.values()


def _is_word(form: str) -> bool:
    """Whether a name is no code such as "SB 1047"."""
    return not form[-1].isdigit()


def _split(one: Told, names: Sequence[Name]) -> Iterator[list[Name]]:
    """Names that stand as one word and as two: "DeepMind", "Deep Mind"."""
    whole = {name.form.casefold(): name for name in names if name.running and not is_known(name.form)}
    for couple, line in () if one.names.nouns_capital else one.names.couples:
        name = whole.get(couple.replace(" ", "").casefold())
        if name:
            yield [name, Name(couple, 1, line, False, True, NOBODY, NOBODY)]


def _near(names: Sequence[Name]) -> Iterator[tuple[Name, Name]]:
    """Pairs worth a closer look: same first letter or sound, lengths not far apart."""
    buckets: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        buckets[sound(name.form)[:1]].append(name)
    for bucket in _small(buckets.values()):
        for a, b in combinations(bucket, 2):
            if abs(len(a.form) - len(b.form)) <= 3:
                yield a, b


def _small(buckets: Iterable[list[Name]]) -> Iterator[list[Name]]:
    """The buckets as they are; a crowded one by whole sounds, so that the work stays linear."""
    for bucket in buckets:
        if len(bucket) <= _CROWDED:
            yield bucket
            continue
        finer: dict[str, list[Name]] = defaultdict(list)
        for name in bucket:
            finer[sound(name.form)].append(name)
        yield from (group for group in finer.values() if len(group) <= _CROWD)


def _grouped(pairs: Sequence[tuple[Name, Name]]) -> Iterator[list[Name]]:
    """Names that pairs join, each name in one group; groups in the order of the pair that came last."""
    groups: dict[str, dict[str, Name]] = {}
    for a, b in pairs:
        one, other = (groups.get(name.form, {name.form: name}) for name in (a, b))
        if one is other:
            continue
        small, large = sorted((one, other), key=len)
        large.update(small)
        groups.update(dict.fromkeys(small, large))
        groups.update(dict.fromkeys((a.form, b.form), large))
    last = {id(groups[a.form]): groups[a.form] for a, _ in reversed(pairs)}
    yield from (list(group.values()) for group in reversed(last.values()))


def _show_forms(one: Told) -> Iterator[list[Name]]:
    """The show's name misheard in the text: one word has lost letters or changed some."""
    show = one.episode.show
    for phrase, line in one.names.shows:
        mine, theirs = show.split(), phrase.split()
        if not show or phrase == show or len(mine) != len(theirs) or len(mine) < 2:
            continue
        differing = [(x, y) for x, y in zip(mine, theirs, strict=True) if x != y]
        if len(differing) == 1 and _misheard(*differing[0]):
            yield [
                Name(show, 1, one.episode.source.line, True, True, NOBODY, NOBODY),
                Name(phrase, 1, line, False, True, NOBODY, NOBODY),
            ]
            return


def _misheard(said: str, heard: str) -> bool:
    if said[0] != heard[0] or (is_ordinary(said) and is_ordinary(heard)):
        return False
    letters = iter(said.casefold())
    return loosely_alike(said, heard) or all(letter in letters for letter in heard.casefold())


def _host_doubts(one: Told, hosts: Sequence[tuple[str, str, Source]]) -> Iterator[Doubt]:
    """Hosts spelt almost like the known hosts of the show: both halves of the name sound alike."""
    mine = [(host, place) for show, host, place in hosts if show == one.episode.show]
    known = {host for host, _ in mine}
    for said in one.episode.hosts:
        for host, place in mine:
            if said in known or said.count(" ") != 1 or host.count(" ") != 1:
                continue
            (first, last), (given, family) = said.split(), host.split()
            if sound(first) == sound(given) and loosely_alike(last, family):
                lines = [name.line for name in one.names.names if name.form == last]
                here = Source(path=one.episode.source.path, line=min(lines, default=one.episode.source.line))
                yield Doubt(episode=one.episode.id, table=one.table, forms=(host, said), places=(place, here))


# --- across the library -----------------------------------------------------------------------


def _across(told: Sequence[Told], small: Set[str]) -> Iterator[list[Use]]:
    """Pairs of forms in different episodes: codes with one number, long names with one sound."""
    codes: dict[str, dict[str, Use]] = defaultdict(dict)
    sounds: dict[str, dict[str, Use]] = defaultdict(dict)
    counts: dict[str, int] = defaultdict(int)
    for one in told:
        for name in one.names.names:
            counts[name.form] += name.times + (100 if name.titled else 0)
            if not _is_word(name.form):
                number = name.form.replace("-", " ").rpartition(" ")[2]
                codes[number].setdefault(name.form, (one, name))
            elif len(name.form) >= 7 and name.running and name.form.casefold() not in small:
                sounds[sound(name.form)].setdefault(name.form, (one, name))
    for bucket, close in ((codes, _same_code), (sounds, _one_letter_off)):
        for forms in bucket.values():
            if 1 < len(forms) <= _CROWD:
                for a, b in combinations(sorted(forms), 2):
                    if close(forms[a], forms[b]):
                        pair = sorted((a, b), key=lambda form: (-counts[form], form))
                        yield [forms[form] for form in pair]


def _same_code(a: Use, b: Use) -> bool:
    """Letters before one number that differ in one letter, no more: SB 1047, SP 1047; no year."""
    from rapidfuzz.distance import OSA

    (one, number), (other, _) = (name.form.replace("-", " ").split() for _, name in (a, b))
    year = len(number) == 4 and number[:2] in ("18", "19", "20")
    return not year and OSA.distance(one, other) == 1 and len(one) == len(other) and len(one) >= 2


def _one_letter_off(a: Use, b: Use) -> bool:
    from rapidfuzz.distance import OSA

    (one, name), (_, other) = a, b
    near = OSA.distance(name.form.casefold(), other.form.casefold()) == 1
    return near and one_name(name, other, {}, one.names)
