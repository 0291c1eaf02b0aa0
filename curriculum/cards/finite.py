"""The finite verb of a sentence, found where the model saw a plural noun, a participle or none."""

from curriculum.cards.inflect import base, can_be_base_verb, can_be_verb

_NOUN_LINKS = frozenset("between in of among for".split())
_LISTING = frozenset(
    "importance need emphasis discussion use value encouragement complexity complexities".split()
)
_NOMINAL = ("N", "NS", "P")
_STARTS_PHRASE = ("D", "D$", "J", "N", "NS", "P", "CD", "IN", "R", "TO", "Q", "VBG")
_FINITE = ("VBZ", "VBP", "VBD", "M")
_JOINTS = frozenset("whereas while but so".split())


def find_verb(words: list[str], tags: list[str]) -> None:
    """Give the sentence its finite verb where the model saw a plural noun or a participle."""
    if len(words) < 2:
        return
    for place, word in enumerate(words):
        low = word.lower()
        if (
            tags[place] in ("NS", "N")
            and low.endswith("s")
            and place
            and words[place - 1].lower()
            in ("it", "he", "she", "which", "that", "who", "also", "often", "now")
            and can_be_verb(low)
        ):
            tags[place] = "VBZ"
    opening = [word.lower() for word in words[:3] if word.lower() != "the"]
    listing = len(opening) > 1 and opening[0] in _LISTING and opening[1] in ("of", "on", "for")
    for place in range(1, len(words) - 1):
        low, after = words[place].lower(), words[place + 1].lower()
        if tags[place] == "VBZ" and (
            after == "such" or (listing and tags[place - 1] == "N" and tags[place + 1] in ("TO", "IN"))
        ):
            tags[place] = "NS"  # "AI features such as …", "processing steps to …"
        named = tags[place - 1] == "CD" and place > 1 and tags[place - 2] == "P"
        verbal = tags[place] == "NS" and can_be_verb(low) and base(low) != low
        if named and verbal and tags[place + 1] in _STARTS_PHRASE:
            tags[place] = "VBZ"  # "SB 1047 aims to …"
    finite = [place for place, mark in enumerate(tags) if mark in _FINITE]
    if len(finite) > 1 and finite[0] == 0 and words[1].lower() in _NOUN_LINKS:
        tags[0] = "N"  # "Trust between judges and …"
    if finite:
        _in_first_clause(words, tags, finite[0])
        joined = tags[finite[0]] == "VBZ" and tags[finite[0] - 1] == "CC" and tags[1] == "NS"
        if joined and can_be_verb(words[1].lower()) and tags[0] in ("N", "P") and tags[2] in _STARTS_PHRASE:
            tags[1] = "VBZ"  # "Arabica accounts for … and tastes …"
        relative = next((place for place in range(finite[0]) if tags[place] == "W"), 0)
        if relative > 3 and len(finite) == 1 and not listing:
            _give_verb(words, tags, relative, False)  # "Velomax sets rules that others follow"
        return
    # "Funding teams building water filters for villages" is a heading: no noun in it need be a verb
    _give_verb(words, tags, len(words), listing or tags[0] == "VBG")


def _in_first_clause(words: list[str], tags: list[str], finite: int) -> None:
    """Give the first clause its verb when only a clause behind it has one: "Squinches bridge it, while …"."""
    for place in range(3, finite):
        comma = words[place - 1] == ","
        if words[place] == ";" or (comma and (words[place].lower() in _JOINTS or tags[place] == "CC")):
            if comma and tags[place] == "CC" and words[place].lower() != "but":
                # ", and the treaty took effect": the participle before it was the verb
                _past(tags, place)
            else:
                _give_verb(words, tags, place - comma, False)
            return


def _past(tags: list[str], end: int) -> None:
    """The first participle right behind a noun and before a preposition, read as a past tense."""
    for place in range(1, end - 1):
        after = tags[place + 1] in ("IN", "D", "R", "N", "J")
        if tags[place] == "VBN" and tags[place - 1] in (*_NOMINAL, "CD") and after:
            tags[place] = "VBD"
            return


def _give_verb(words: list[str], tags: list[str], end: int, listing: bool) -> None:
    """Read the likeliest word before ``end`` as the verb."""
    for place in range(1, min(end, len(words) - 1)):
        low = words[place].lower()
        before, after = tags[place - 1], tags[place + 1]
        verbal = tags[place] == "NS" and can_be_verb(low) and base(low) != low
        if listing or words[place + 1].lower() == "such":
            continue
        # "64 query heads": a count and its noun
        counted = before == "N" and place > 1 and tags[place - 2] == "CD" and words[place - 2] != "one"
        if verbal and not counted and before in ("N", "P", "VBG", "R", ")") and after in _STARTS_PHRASE:
            tags[place] = "VBZ"
            return
        if verbal and before == "J" and after in ("IN", "R") and place > 1 and tags[place - 2] in _NOMINAL:
            tags[place - 1], tags[place] = "N", "VBZ"  # "Egg white sets at …"
            return
        several = words[place - 1].endswith("s") or (place > 2 and words[place - 2].lower() == "and")
        many = tags[place] in ("N", "VB") and before in ("NS", "P") and several
        if tags[place] == "N" and before == "NS" and after in ("D", "D$") and can_be_base_verb(low):
            tags[place] = "VBP"  # "Squinches bridge the corners"
            return
        if many and can_be_base_verb(low) and after in ("D", "D$", "IN", "R", "J", "RP"):
            tags[place] = "VBP"  # "UUIDs land all over the index"
            return
        if tags[place] == "VB" and (before in ("NS", "Q") or (before == "P" and place == 1)):
            tags[place] = "VBP"
            return
        if (tags[place] == "VBN" and before in (*_NOMINAL, "Q") and after != "IN") or (
            tags[place] == "VBN"
            and before in (*_NOMINAL, "Q")
            and words[place + 1].lower() not in ("by", "to")
        ):
            tags[place] = "VBD"
            return
