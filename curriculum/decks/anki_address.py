"""Where a running Anki may be looked for: on this machine, and nowhere else."""

import ipaddress
import urllib.parse

ADDRESS = "http://127.0.0.1:8765"
"""Where AnkiConnect listens unless its owner changed that."""


def fault_of(address: str) -> str:
    """Why AnkiConnect cannot listen at an address, in words that follow a colon; "" when it can.

    Anki opens the package that it is sent from the disk, and cards are nobody else's business: the
    address is of this machine.
    """
    try:
        parts = urllib.parse.urlsplit(address)
        host, user = parts.hostname or "", "@" in parts.netloc
    except ValueError:
        return "it is no address"
    if parts.scheme == "https":
        return "AnkiConnect speaks http, not https"
    if parts.scheme != "http" or not host:
        return "it must begin with http:// and a host"
    if user:
        return "it must not name a user"
    if not _is_here(host):
        return f"cards go to an Anki on this machine alone, and {host} is not sure to be it"
    try:
        if parts.port == 0:
            return "its port must lie between 1 and 65535"
    except ValueError:
        return "its port must lie between 1 and 65535"
    if parts.path not in ("", "/") or parts.query or parts.fragment:
        return "nothing may follow host and port"
    return ""


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
