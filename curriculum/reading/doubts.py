"""Doubts: names that the notes spell in more than one way."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import combinations
from typing import NamedTuple

from curriculum.problems import Problem
from curriculum.reading.corrections import another_name
from curriculum.reading.episode import Episode, Source
from curriculum.reading.library import Doubt
from curriculum.reading.names import Name, Names, same_word
from curriculum.reading.sound import sound

_CROWDED = 100
"""More names with one first sound than this (real episodes have 18) are compared by whole sounds only."""
_CROWD = 60
"""A bucket of more names than this is no evidence any more."""


class Told(NamedTuple):
    """An episode with the names in it."""

    episode: Episode
    names: Names


def doubts(
    told: Sequence[Told],
    small: Set[str],
    settled: Iterable[str] = (),
    hosts: Iterable[tuple[str, str, Source]] = (),
) -> tuple[Doubt, ...]:
    """Every name spelt two ways, within an episode first, then across the library.

    Two forms of one name are known by edit distance and by sound. What counts as alike depends on
    what else speaks for it: names that share the other half of a full name may differ more. Words in
    ``small``, which the library also writes without a capital, are no names. Forms
    in ``settled`` (the person said they are right) raise no doubt. ``hosts`` are those that the table
    of shows knows (show, host, where): a host spelt almost like one of them is doubted too.
    """
    right = set(settled)
    found: list[Doubt] = []
    known: set[frozenset[str]] = set()
    for one in told:
        for forms in _within(one, small):
            if right.isdisjoint(name.form for name in forms):
                known.update(frozenset((a.form, b.form)) for a, b in combinations(forms, 2))
                found.append(_doubt([(one, name) for name in forms], one.episode.id))
    known_hosts = tuple(hosts)
    for one in told:
        found.extend(doubt for doubt in _host_doubts(one, known_hosts) if right.isdisjoint(doubt.forms))
    for pair in _across(told, small):
        forms_of_pair = frozenset(name.form for _, name in pair)
        if forms_of_pair not in known and right.isdisjoint(forms_of_pair):
            known.add(forms_of_pair)
            found.append(_doubt(pair, ""))
    return tuple(found)


def problems(found: Iterable[Doubt]) -> Iterator[Problem]:
    """A problem for each doubt, its remedy ready to paste into ``corrections.toml``."""
    for doubt in found:
        trusted, *others = doubt.forms
        one_file = len({place.path for place in doubt.places}) == 1
        where = " and ".join(
            f"“{form}” ({'line ' if one_file else place.path + ':'}{place.line})"
            for form, place in zip(doubt.forms, doubt.places, strict=True)
        )
        pairs = "  ".join(f'"{other}" = "{trusted}"' for other in others)
        two = "  ".join(f'"{other}" = "{other}"' for other in others if another_name(other, trusted))
        pairs += f", or if it is another name {two}" if two else ""
        table = f"under [{doubt.episode}] " if doubt.episode else ""
        yield Problem(
            path=doubt.places[-1].path,
            line=doubt.places[-1].line,
            kind="name",
            message=f"One name seems to be spelt in several ways: {where}.",
            remedy=f"Write into corrections.toml {table}which is right: {pairs}",
        )


def _doubt(forms: Sequence[tuple[Told, Name]], episode: str) -> Doubt:
    return Doubt(
        episode=episode,
        forms=tuple(name.form for _, name in forms),
        places=tuple(Source(path=one.episode.source.path, line=name.line) for one, name in forms),
    )


# --- within an episode ------------------------------------------------------------------------


def _within(one: Told, small: Set[str]) -> Iterator[list[Name]]:
    """Groups of forms, the most trusted (in the title, then most frequent) first."""
    names = [name for name in one.names.names if name.form.casefold() not in small and " " not in name.form]
    pairs = [(a, b) for a, b in _near(names) if _same_name(a, b) and not same_word(a.form, b.form)]
    for group in _grouped(pairs):
        yield sorted(group, key=lambda name: (not name.titled, -name.times, name.line, name.form))
    yield from _show_forms(one)


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


def _same_name(a: Name, b: Name) -> bool:
    if not (a.running or b.running or (a.before | a.after) & (b.before | b.after)):
        return False
    if b.form in a.before | a.after or a.form in b.before | b.after:
        return False  # they stand side by side: two words of one name
    if _alike(a.form, b.form) and (a.running or b.running):
        return True
    shared = (a.before & b.before) | (a.after & b.after)
    if shared and _loosely(a.form, b.form):
        return True
    partners = any(
        _alike(x, y) or sound(x) == sound(y) for x in a.before | a.after for y in b.before | b.after if x != y
    )
    if partners and _loosely(a.form, b.form):
        return True
    alone = a.titled != b.titled and max(a.times, b.times) >= 2
    return alone and _opens_alike(a.form, b.form)


def _alike(a: str, b: str) -> bool:
    """Nearly the same letters, or the same sound with letters to match."""
    from rapidfuzz.distance import OSA

    far = OSA.distance(a.casefold(), b.casefold())
    short = min(len(a), len(b))
    if short >= 5 and far == 1:
        return True
    same = sound(a) == sound(b) and len(sound(a)) >= 2
    return (same and short >= 4 and far <= max(2, short // 2)) or (short >= 7 and far == 2)


def _loosely(a: str, b: str) -> bool:
    from rapidfuzz.distance import OSA

    one, other = sound(a), sound(b)
    near = OSA.distance(one, other) <= 1 and min(len(one), len(other)) >= 2
    return (
        near or one == other or OSA.distance(a.casefold(), b.casefold()) <= max(1, min(len(a), len(b)) // 3)
    )


def _opens_alike(a: str, b: str) -> bool:
    """Same two first letters, and one sounds like the beginning of the other."""
    one, other = sorted((sound(a), sound(b)), key=len)
    return (
        a[:2].casefold() == b[:2].casefold()
        and len(one) >= 2
        and other.startswith(one)
        and len(other) - len(one) <= 1
        and min(len(a), len(b)) >= 4
    )


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
    """The show's name misheard in the text: one word the same, the other with the same first letter."""
    show = one.episode.show
    for phrase, line in one.names.shows:
        mine, theirs = show.split(), phrase.split()
        if not show or phrase == show or len(mine) != len(theirs) or len(mine) < 2:
            continue
        differing = [(x, y) for x, y in zip(mine, theirs, strict=True) if x != y]
        if len(differing) == 1 and differing[0][0][0] == differing[0][1][0]:
            nobody: frozenset[str] = frozenset()
            yield [
                Name(show, 1, one.episode.source.line, True, True, nobody, nobody),
                Name(phrase, 1, line, False, True, nobody, nobody),
            ]
            return


def _host_doubts(one: Told, hosts: Sequence[tuple[str, str, Source]]) -> Iterator[Doubt]:
    """Hosts spelt almost like the known hosts of the show: both halves of the name sound alike."""
    mine = [(host, place) for show, host, place in hosts if show == one.episode.show]
    known = {host for host, _ in mine}
    for said in one.episode.hosts:
        for host, place in mine:
            if said in known or said.count(" ") != 1 or host.count(" ") != 1:
                continue
            (first, last), (given, family) = said.split(), host.split()
            if sound(first) == sound(given) and _loosely(last, family):
                lines = [name.line for name in one.names.names if name.form == last]
                here = Source(path=one.episode.source.path, line=min(lines, default=one.episode.source.line))
                yield Doubt(episode=one.episode.id, forms=(host, said), places=(place, here))


# --- across the library -----------------------------------------------------------------------


def _across(told: Sequence[Told], small: Set[str]) -> Iterator[list[tuple[Told, Name]]]:
    """Pairs of forms in different episodes: codes with one number, long names with one sound."""
    codes: dict[str, dict[str, tuple[Told, Name]]] = defaultdict(dict)
    sounds: dict[str, dict[str, tuple[Told, Name]]] = defaultdict(dict)
    counts: dict[str, int] = defaultdict(int)
    for one in told:
        for name in one.names.names:
            counts[name.form] += name.times + (100 if name.titled else 0)
            if " " in name.form:
                number = name.form.replace("-", " ").rpartition(" ")[2]
                codes[number].setdefault(name.form, (one, name))
            elif len(name.form) >= 7 and name.running and name.form.casefold() not in small:
                sounds[sound(name.form)].setdefault(name.form, (one, name))
    for bucket, close in ((codes, _same_code), (sounds, _one_letter_off)):
        for forms in bucket.values():
            if 1 < len(forms) <= _CROWD:
                for a, b in combinations(sorted(forms), 2):
                    if close(a, b):
                        pair = sorted((a, b), key=lambda form: (-counts[form], form))
                        yield [forms[form] for form in pair]


def _same_code(a: str, b: str) -> bool:
    """Letters before one number that differ in one letter, no more: SB 1047, SP 1047."""
    from rapidfuzz.distance import OSA

    one, other = a.replace("-", " ").split()[0], b.replace("-", " ").split()[0]
    return OSA.distance(one, other) == 1 and len(one) == len(other) and len(one) >= 2


def _one_letter_off(a: str, b: str) -> bool:
    from rapidfuzz.distance import OSA

    return not same_word(a, b) and OSA.distance(a.casefold(), b.casefold()) == 1
