"""What is wrong with a value that a person wrote, in plain words."""

from collections.abc import Mapping
from typing import Any

_WORDS = {
    "string_type": "it must be a text in quotes",
    "string_too_short": "it must not be empty",
    "string_too_long": "it must have at most {max_length} characters",
    "string_pattern_mismatch": "it must have a letter in it",
    "int_type": "it must be a whole number",
    "int_parsing": "it must be a whole number",
    "int_parsing_size": "the number is too large",
    "int_from_float": "it must be a whole number",
    "finite_number": "it must be a whole number",
    "float_type": "it must be a number",
    "bool_type": "it must be true or false",
    "too_short": "it must have at least {min_length}",
    "too_long": "it must have at most {max_length}",
    "list_type": "it must be a list in brackets",
    "tuple_type": "it must be a list in brackets",
    "dict_type": "it must be a table of names and values",
    "model_type": "it must be a table of names and values",
    "date_type": "it must be a date such as 2024-05-06",
    "date_parsing": "it must be a date such as 2024-05-06",
    "date_from_datetime_parsing": "it must be a date such as 2024-05-06",
    "date_from_datetime_inexact": "it must be a date without a time, such as 2024-05-06",
    "missing": "it is missing",
    "extra_forbidden": "nothing of that name is known",
    "literal_error": "it must be {expected}",
    "greater_than": "it must be greater than {gt}",
    "greater_than_equal": "it must be at least {ge}",
    "less_than": "it must be less than {lt}",
    "less_than_equal": "it must be at most {le}",
}


def in_words(fault: Mapping[str, Any]) -> str:
    """One of pydantic's faults as words that follow a colon, its own jargon left out."""
    if fault["type"] == "value_error":
        return str(fault["ctx"]["error"])  # a rule of our own, which has its words
    said = _WORDS.get(str(fault["type"]), "it is not what may stand there")
    return said.format_map(fault.get("ctx") or {})
