"""What something concerns most.

Takes "…, especially regarding user consent and data privacy", "challenges businesses face when …,
particularly NP". Makes the sentence so far, "especially regarding what?" → the noun phrase.
"""

import re
from collections.abc import Iterator

from curriculum.cards.ask import answer, claimed, question
from curriculum.cards.draft import Draft
from curriculum.cards.phrase import phrase
from curriculum.cards.statement import Statement
from curriculum.cards.trim import trim

NAME = "especially"
TRUST = 74
WORDS = frozenset("particularly especially notably all".split())

_MOST = frozenset(("particularly", "especially", "notably"))
_LINKS = ("regarding", "concerning", "in", "for", "over", "with", "about", "on")


def draft(st: Statement) -> Iterator[Draft]:
    """A draft for the noun phrase after "particularly" or "especially"."""
    s = st.sentence
    if st.loose:
        return
    at = next(
        (
            i
            for i in range(3, s.end)
            if (
                s.low(i) in ("particularly", "especially", "notably")
                or (s.low(i - 1) == "above" and s.low(i) == "all")
            )
            and s.at(i - 1 - (s.low(i) == "all")).text == ","
        ),
        -1,
    )
    if at < 0:
        return
    link = s.low(at + 1) if s.low(at + 1) in _LINKS else ""
    start = at + 2 if link else at + 1
    end = trim(s, start)
    if end <= start or phrase(s, start) == start:
        return
    adverb = "above all" if s.low(at) == "all" else s.low(at)
    main = s.words(0, at - 1 - (s.low(at) == "all"))
    faced = re.match(r"^The challenges (?P<who>[\w -]+?) faces? when (?P<what>.+)$", main)
    if faced and not link:
        asked = question(f"What challenges do {faced['who']} {adverb} face when {faced['what']}")
        if s.low(end) == "compared" and s.low(end + 1) in ("to", "with"):
            asked = question(f"{s.words(end, s.end)}, {asked[:1].lower()}{asked[1:]}")
        found = answer(s, start + (s.low(start) == "the"), end)
        if shared := re.match(r"^(\w+ and \w+) (costs|risks|fees|delays|losses)$", found):
            asked = asked.replace("What challenges", f"Which two kinds of {shared[2]}").replace(
                "what challenges", f"which two kinds of {shared[2]}"
            )
            found = shared[1]
        yield Draft(NAME, asked, found, trust=TRUST)
        return
    if not link or len(main.split()) > 18:
        return
    matter = re.match(r"^The importance of (.+)$", main)
    if matter:
        first = matter[1].split(" in ")[0].split(" of ")[0]
        main = f"{matter[1]} {'are' if first.endswith('s') and not first.endswith('ss') else 'is'} important"
    main = re.sub(
        r"^The complexity of ([\w -]+)$", lambda m: f"{m[1][:1].upper()}{m[1][1:]} is complex", main
    )
    main = re.sub(
        r"^(Challenges|Difficulties|Concerns|Questions) (in|about|over|with) ",
        lambda m: f"There are {m[1].lower()} {m[2]} ",
        main,
    )
    if re.match(r"^There are (?:concerns|questions) ", main):
        return  # what a talk worried about is no fact about it
    quality = re.match(
        r"^(?P<what>[\w '’-]+?) (?P<be>is|are) (?P<how>important|complex|difficult|hard)$", main
    )
    if quality and link in ("regarding", "for", "about", "with"):
        what = (
            quality["what"]
            if quality["what"][:2].isupper()
            else quality["what"][:1].lower() + quality["what"][1:]
        )
        asked = question(
            f"{what[:1].upper()}{what[1:]} {quality['be']} {adverb} {quality['how']} {link} what"
        )
        yield Draft(NAME, claimed(st, asked), answer(s, start, end), trust=TRUST)
        return
    hard = re.match(
        r"^There are (?:challenges|difficulties) in (?P<one>\w+ing)(?: and (?P<two>\w+ing))? (?P<o>.+)$", main
    )
    if hard:
        act = hard["one"].capitalize() + (f" and {hard['two']}" if hard["two"] else "")
        asked = question(f"{act} {hard['o']} is {adverb} challenging {link} what")
        yield Draft(NAME, claimed(st, asked), answer(s, start, end), trust=TRUST)
        return
    if st.clause is None and not re.search(r"\b(?:is|are)\b", main):
        return  # "The ethical dimensions of X, particularly …" is no sentence to complete
    yield Draft(
        NAME,
        claimed(st, question(f"{main[:1].upper()}{main[1:]}, {adverb} {link} what")),
        answer(s, start, end),
        trust=TRUST,
    )
