"""A web link as a QR code, so that a phone can follow it from paper."""


def code(link: str) -> str:
    """The link as a black-and-white SVG QR code, error level M, in a ``data:`` address."""
    import segno  # late: only episodes with a link need it

    return str(segno.make(link, error="m", micro=False).svg_data_uri(border=0, xmldecl=False))
