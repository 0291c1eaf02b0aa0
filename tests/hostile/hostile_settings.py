"""Settings files that are almost right: a valid one of each kind, and what can be done to it."""

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

VALID: dict[str, dict[str, Any]] = {
    "corrections.toml": {"Kefyr": "Kefir", "kefir-at-home": {"Ada Byte": "Ada Bite"}},
    "curriculum.toml": {
        "exclude": ["Archive/**", "*.draft.md"],
        "title": "Milk in May",
        "month": "2024-05",
        "weeks": 4,
        "minutes": 90,
        "best": 2,
        "all": True,
        "after": ["../2023/outline.toml"],
        "themes": ["biology", "kefir"],
        "session": "19:30",
        "output": "../decks",
        "lock": "own.lock",
        "paper": "a5",
        "edition": "large",
        "colour": True,
        "language": "en-GB",
        "flashcards": "sheet",
        "html": False,
        "model": "ollama:qwen3:8b",
        "url": "http://localhost:11434/v1",
        "critic": "openai:gpt-5",
        "timeout": 30.5,
        "instruction": "mine.md",
    },
    "shows.toml": {
        "show": [{"name": "Mill Talk", "aliases": ["MT"], "hosts": ["Ann Lee"]}, {"name": "Kelp"}]
    },
    "themes.toml": {
        "theme": {
            "kefir": {
                "title": "Kefir and its like",
                "short": "kefir",
                "parent": "nature",
                "level": 2,
                "seeds": ["kefir", "milk grain"],
                "excludes": ["kefir lime"],
                "prerequisites": ["biology"],
                "question": "How does milk turn?",
            }
        }
    },
    "cards.toml": {
        "kefir-at-home/grains": {"verdict": "keep", "question": "What are grains?", "answer": "A culture."},
        "kefir-at-home/milk": {"verdict": "drop", "text": "Milk {{c1::turns}}.", "context": ""},
    },
    "episodes.toml": {"done": ["kefir-at-home"], "skip": ["whey", "curds"], "again": []},
    "judge.toml": {"learnt": "You keep more.", "bias": -0.5, "shifts": {"front_names": 0.1, "asks_why": -1}},
    "outline.toml": {
        "title": "Milk",
        "themes": ["biology"],
        "new_cards_a_day": 3,
        "advice": ["Go on."],
        "week": [
            {
                "number": 1,
                "title": "Kefir",
                "theme": "biology",
                "start": dt.date(2024, 5, 6),
                "end": dt.date(2024, 5, 12),
                "minutes": 30,
                "goals": ["Name the grains"],
                "question": "Why?",
                "episodes": [{"id": "kefir-at-home", "why": "first", "mark": "again"}],
                "recalls": [],
            },
            {
                "number": 2,
                "title": "Cheese",
                "start": dt.date(2024, 5, 13),
                "end": dt.date(2024, 5, 19),
                "episodes": [{"id": "cheese-in-caves"}],
                "recalls": ["kefir-at-home"],
            },
        ],
        "earlier": [{"id": "whey", "outline": "May 2024", "week": 2}],
        "left_out": [{"id": "whey", "why": "dull"}],
    },
}


class Raw(str):
    """A value as it stands in the file, right or wrong."""


def toml(document: dict[str, Any]) -> str:
    """The document as TOML; tables of the top as tables, the others in line."""
    plain = [f"{_key(key)} = {_value(value)}" for key, value in document.items() if not _is_table(value)]
    for key, value in document.items():
        if not _is_table(value):
            continue
        for table in value if isinstance(value, list) else [value]:
            head = f"[[{_key(key)}]]" if isinstance(value, list) else f"[{_key(key)}]"
            plain += ["", head, *(f"{_key(name)} = {_value(inner)}" for name, inner in table.items())]
    return "\n".join(plain) + "\n"


def _is_table(value: object) -> bool:
    return isinstance(value, dict) or (
        isinstance(value, list) and bool(value) and all(isinstance(inner, dict) for inner in value)
    )


def _key(key: str) -> str:
    return json.dumps(key, ensure_ascii=False).replace("\x7f", "\\u007f")


def _value(value: object) -> str:
    if isinstance(value, Raw):
        return value
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(key)} = {_value(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return _key(value) if isinstance(value, str) else str(value)


odd_values = st.one_of(
    st.sampled_from(
        [
            *(
                "",
                " ",
                "\u00a0",
                "x",
                "\x00",
                "\x1b[31m",
                "‮abc",
                "a\nb",
                "x" * 5000,
                "🧠",
                "{{c1::x}}",
                "../..",
            ),
            *(0, -1, 1, 2**31, 2**63 - 1, True, False, 1.5, [], [[]], [""], ["x"], [1], {}, {"x": 1}, [{}]),
            *(dt.date(9999, 12, 31), dt.date(1, 1, 1), dt.date(2024, 5, 6)),
            Raw("1" * 5000),
            Raw("0x" + "F" * 5000),
            Raw("-9223372036854775809"),
            Raw("1e400"),
            Raw("nan"),
            Raw("9999-12-31T23:59:60Z"),
            Raw("07:32:00"),
            Raw("[" * 2000 + "]" * 2000),
            Raw("{a=" * 2000 + "1" + "}" * 2000),
            Raw("[" * 30 + "]" * 30),
            Raw("1979-05-27T07:32:00-08:00"),
            Raw(""),
            Raw('"'),
            Raw("null"),
        ]
    ),
    st.text(st.characters(exclude_categories=("Cs",)), max_size=12),
    st.integers(-(2**63), 2**63 - 1),
)
odd_keys = st.sampled_from(
    ["", " ", "name", "title", "x", "id", "week", "theme", "show", "seed", "é", "a.b", "\x00"]
)


def _places(value: object, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to each value inside."""
    if path:
        yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _places(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _places(inner, (*path, number))


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copy(inner) for key, inner in value.items()}
    return [_copy(inner) for inner in value] if isinstance(value, list) else value


@st.composite
def spoilt(draw: st.DrawFn, name: str) -> bytes:
    """The bytes of a settings file of that name, changed in one to three places."""
    document = _copy(VALID[name])
    for _ in range(draw(st.integers(1, 3))):
        places = list(_places(document))
        if not places:
            break
        *way, last = draw(st.sampled_from(places))
        inside = document
        for step in way:
            inside = inside[step]
        action = draw(st.sampled_from(["set", "set", "set", "delete", "add", "twice"]))
        if action == "set":
            inside[last] = _copy(draw(odd_values))
        elif action == "delete":
            del inside[last]
        elif isinstance(inside, dict):
            inside[draw(odd_keys)] = _copy(draw(odd_values)) if action == "add" else _copy(inside[last])
        else:
            inside.insert(0, _copy(inside[last] if action == "twice" else draw(odd_values)))
    data = toml(document).encode()
    return draw(
        st.sampled_from(
            [
                *[data] * 8,
                b"\xef\xbb\xbf" + data,
                data.decode().encode("utf-16"),
                data.replace(b"\n", b"\r\n"),
                data.replace(b"\n", b"\r"),
                data[: len(data) // 2],
                data[len(data) // 2 :],
                data + b"\x00",
                data + b"\xff\xfe",
                data * 2,
                b"",
                b"\n\n# nothing",
                b"[" + data,
                b'"""',
            ]
        )
    )
