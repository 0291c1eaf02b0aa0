"""Tags put right where the model errs on notes of this kind; a sentence's row is changed in place."""

from curriculum.cards.finite import find_verb
from curriculum.cards.inflect import base, can_be_base_verb, in_dictionary

_TAKES_TO = frozenset(
    "respond adapt lead refer belong return relate contribute react amount apply listen".split()
)
_SAME_PAST = frozenset(
    "put set cut read let hit cost shut hurt spread split cast beat bet burst quit rid".split()
)
_NOMINAL = ("N", "NS", "P")
_FINITE = ("VBZ", "VBP", "VBD", "M")
_ADJECTIVAL = frozenset(
    "growing rising increasing existing remaining leading emerging running ongoing missing living".split()
)


def repair(words: list[str], tags: list[str]) -> None:
    """Put right, in place, what the model gets wrong in notes of this kind."""
    size = len(words)

    def at(place: int) -> str:
        return tags[place] if 0 <= place < size else ""

    for place, word in enumerate(words):
        low = word.lower()
        if (
            tags[place] == "J"
            and "-" not in word
            and word[0].isupper()
            and place
            and words[place - 1] not in '"“.:'
        ):
            # a capital within the sentence: part of a name when a name stands beside it
            if (
                at(place + 1) == "P"
                or at(place - 1) == "P"
                or (place + 1 < size and words[place + 1][0].isupper())
            ):
                tags[place] = "P"
        elif (
            tags[place] in ("N", "NS", "VBG", "VBD", "VBN")
            and word[0].isupper()
            and place
            and words[place - 1] not in '"“.:'
        ):
            tags[place] = "P"
        acting = tags[place] in ("N", "J") and low.endswith("ing") and at(place + 1) in ("D", "D$")
        if acting and place and words[place - 1] == "," and base(low) != low:
            tags[place] = "VBG"  # ", showcasing an approach"
        if low == "to" and [other.lower() for other in words[place + 1 : place + 3]] == ["up", "to"]:
            tags[place] = "IN"  # "from 8 to up to 90"
        elif low == "to":
            following = words[place + 1].lower() if place + 1 < size else ""
            verb = can_be_base_verb(following) and at(place + 1) not in ("D", "D$", "CD", "IN", "Q")
            if verb and place and words[place + 1][0].isupper():
                verb, tags[place + 1] = False, "P"  # "to Port Elizabeth"
            if at(place + 1) == "R":
                later = words[place + 2].lower() if place + 2 < size else ""
                verb = can_be_base_verb(later) and at(place + 2) not in ("J", "IN")
                if verb:
                    tags[place + 2] = "VB"
            elif verb and at(place + 1) in ("N", "J", "P", "NS"):
                # "to craft a …" is a verb, "to design" after "from" and "to data science" are not
                verb = at(place + 2) in ("D", "D$", "Q") or (
                    at(place + 2) in ("J", "P", "NS") and "from" not in [w.lower() for w in words[:place]]
                )
            if place and tags[place - 1] in (*_FINITE, "VB") and base(words[place - 1]) in _TAKES_TO:
                verb = False
                if at(place + 1) == "VB":
                    tags[place + 1] = "N"
            tags[place] = "TO" if verb else "IN"
            if verb and at(place + 1) in ("N", "J", "P", "VBP", "NS"):
                tags[place + 1] = "VB"
        elif low == "as":
            tags[place] = "IN"
        elif low == "like":
            tags[place] = "IN" if at(place - 1) in (*_NOMINAL, ".", ")") else tags[place]
        elif (low == "that" and tags[place] != "D") or (low == "that" and at(place - 1) in ("N", "NS")):
            tags[place] = "W"
        elif low == "than":
            tags[place] = "S"
        if (
            tags[place] == "VBD"
            and at(place - 1) == "CC"
            and at(place + 1) in ("N", "NS")
            and low.endswith("ed")
            and at(place - 2) in ("N", "NS", "P", "J")
        ):
            tags[place] = "J"  # "RPA and codified workloads"
        if tags[place] == "J" and at(place - 1) == "NS" and low.endswith("ing") and at(place + 1) == "IN":
            tags[place] = "VBG"  # "companies converging on"
        if tags[place] == "VBD" and at(place - 1) == "NS" and low not in _SAME_PAST and can_be_base_verb(low):
            tags[place] = "VBP"
        if (
            tags[place] == "VBD"
            and at(place - 1) == "."
            and at(place + 1) == "IN"
            and words[place + 1].lower() == "by"
        ):
            tags[place] = "VBN"
        if (
            tags[place] in ("J", "N")
            and low.endswith("ing")
            and place
            and words[place - 1].lower() in ("by", "before", "after", "without")
            and at(place + 1) in ("D", "D$", "N", "NS", "P", "J")
            and base(low) != low
        ):
            tags[place] = "VBG"  # "by integrating hardware"
        if low in ("called", "named") and place > 1 and words[place - 2].lower() in ("a", "an"):
            tags[place] = "VBN"  # "a strategy called ring vaccination"
        if word == "let" and tags[place] in ("VBP", "VB") and at(place - 1) in ("N", "P"):
            tags[place] = "VBD"  # "The treaty let shepherds cross …"
        reports = low in ("reported", "argued", "claimed", "proposed", "estimated") and tags[place] == "VBN"
        if reports and "that" in [other.lower() for other in words[place + 1 : place + 4]]:
            tags[place] = "VBD"  # "a trial of 40 people, reported in 2013 that …"
        told = place and words[place - 1].lower() in ("they", "we", "you")
        if told and tags[place] in ("N", "J", "P") and can_be_base_verb(low) and word == low:
            tags[place] = "VBP"  # "they plate onto the surface"
        if low == "means" and place == 1 and at(place + 1) in ("VBG", "D"):
            tags[place] = "VBZ"
        if (
            low == "more"
            and tags[place] == "R"
            and at(place + 1) in ("N", "NS")
            and at(place - 1) in ("", ".")
        ):
            tags[place] = "J"  # "…, more people can use it"
        if tags[place] == "R" and word.islower() and not low.endswith("ly") and not in_dictionary(low):
            tags[place] = "N"  # "approved tirzepatide": a word no dictionary has is no adverb
        if low == "less" and tags[place] == "IN":
            tags[place] = "J" if at(place + 1) in ("N", "NS", "J") else "R"
        if low == "most" and tags[place] == "R" and at(place + 1) == "NS" and at(place - 1) in ("", ".", "S"):
            tags[place] = "D"
        if low == "one" and tags[place] == "Q" and at(place + 1) in ("N", "J"):
            tags[place] = "CD"
            if at(place + 1) == "J" and at(place + 2) in ("IN", ".", ",", "CC"):
                tags[place + 1] = "N"  # "one variable at a time"
    _open_with_act(words, tags)
    find_verb(words, tags)
    for place, word in enumerate(words):
        if word in ("come", "become", "overcome") and tags[place] == "VBD":
            tags[place] = "VBP"  # the past is "came"


def _open_with_act(words: list[str], tags: list[str]) -> None:
    """See a gerund in a first word such as "Managing memory is …", "Storing beans is …"."""
    low = words[0].lower()
    if tags[0] == "VBG" and len(words) > 3 and words[1].lower() in ("before", "after", "without"):
        if words[2].endswith("ing") and tags[2] == "N":
            tags[2] = "VBG"  # "Listening before explaining is …"
        return
    if tags[0] not in ("J", "N") or not low.endswith("ing") or base(low) == low or len(words) < 4:
        return
    finite = next((place for place, mark in enumerate(tags) if mark in _FINITE), 0)
    if finite < 2 or not words[finite].islower():
        return
    singular = tags[finite] in ("VBZ", "M")
    while finite > 2 and tags[finite - 1] == "R":
        finite -= 1
    lone = tags[1] == "N" and finite == 2 and low not in _ADJECTIVAL
    done = tags[1] in ("N", "NS") and tags[2] == "R" and finite > 3
    if tags[1] in ("D", "D$") or done or (singular and (tags[finite - 1] == "NS" or lone)):
        tags[0] = "VBG"
        for place in range(2, finite - 1):
            if tags[place] == "CC" and words[place + 1].endswith("ing") and tags[place + 2] in ("NS", "D"):
                tags[place + 1] = "VBG"


def first_tag(words: list[str], guess: str, name_first: bool) -> str:
    """The tag of a sentence's first word, whose capital says nothing by itself."""
    if words[0] in ("Earlier", "Later") and words[1:2] and words[1].lower() not in ("in", "on", ",", "the"):
        return "J"  # "Earlier ML models"
    known = in_dictionary(words[0])
    follows = len(words) > 1 and words[1][0].isupper()
    if name_first or (not known and (follows or guess == "P")):
        return "P"
    if guess != "P":
        return guess
    return "P" if follows else "N"
