"""The web link that leads to an episode, and a QR code of it, so that a phone can follow it from paper."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

from curriculum.reading.tables import table
from curriculum.reading.words import stems

WIDE = 10
"""Ems of a line that the code takes with its caption and the space beside it (``episode.css``)."""


class Link(NamedTuple):
    """An address taken apart."""

    address: str
    host: str
    """Without ``www.``; "" when it has none."""
    path: str
    """Decoded."""

    @property
    def ending(self) -> str:
        """What its file's name ends in, in lower case: ``mp3``; "" without."""
        _, dot, ending = self.path.rpartition("/")[2].rpartition(".")
        return ending.casefold() if dot else ""

    def of(self, hosts: Iterable[str]) -> bool:
        """Whether it leads to one of these hosts, or below one."""
        return any(self.host == host or self.host.endswith(f".{host}") for host in hosts)


def _link(address: str) -> Link | None:
    """An address taken apart; None for a broken one."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:  # in brackets
        return None
    return Link(address, host, unquote(parts.path))


def is_picture(address: str) -> bool:
    """Whether an address is that of a picture, which says nothing of where the notes come from.

    It is named like one, asks for the format of one, or leads to a host that has nothing else.
    """
    link, known = _link(address), table("links")
    if link is None:
        return False
    asked = {value.casefold() for _, value in parse_qsl(urlsplit(address).query)}
    formats = known["pictures"].split()
    return link.ending in formats or not asked.isdisjoint(formats) or link.of(known["shown"])


def is_licence(link: Link) -> bool:
    """Whether a link leads to the terms of something, and so never to an episode."""
    known = table("links")
    parts = [part.partition(".")[0] for part in link.path.casefold().split("/")]
    return link.of(known["licences"]) or not set(known["terms"].split()).isdisjoint(parts)


def _web(links: Iterable[str]) -> tuple[Link, ...]:
    """The addresses of pages and sounds on the web among some links: no pictures or terms, nothing broken."""
    found = (
        link
        for address in links
        if not is_picture(address) and (link := _link(address)) and not is_licence(link)
    )
    return tuple(link for link in found if urlsplit(link.address).scheme in ("http", "https") and link.host)


def of_episode(links: Iterable[str], title: str) -> Link | None:
    """The link that leads to the episode: to a player or a sound, to a page named like it, or the only one.

    Args:
        links: what the notes of the episode link to.
        title: of the episode.
    """
    found, known = _web(links), table("links")
    words = set(stems(title))

    def titled(link: Link) -> bool:
        shared = words & set(stems(link.path.replace("-", " ").replace("_", " ").replace("/", " ")))
        return len(shared) >= 2 and 4 * len(shared) >= 3 * len(words)

    own = [link for link in found if not link.of(known["elsewhere"])]
    players = [link for link in own if link.of(known["players"]) or link.ending in known["sounds"].split()]
    named = [link for link in own if titled(link)]
    for group in (
        [link for link in players if link in named],
        named,
        players,
        own if len(found) == 1 else [],
    ):
        if group:
            return group[0]
    return None


@lru_cache(maxsize=1024)
def code(link: str) -> str:
    """The link as a black-and-white SVG QR code, error level M, in a ``data:`` address."""
    import segno  # late: only episodes with a link need it

    return str(segno.make(link, error="m", micro=False).svg_data_uri(border=0, xmldecl=False))
