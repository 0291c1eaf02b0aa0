"""A count: a number and what it counts, in words."""


def several(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 note", "2 notes", "1,200 notes"; ``many`` where it takes more than an s."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
