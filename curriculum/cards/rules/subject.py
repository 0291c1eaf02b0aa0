"""The subject of a clause whose predicate fits nothing else.

Takes "Phytophthora infestans, a water mold, rotted the crop within days". Makes "What rotted the crop
within days?" → "Phytophthora infestans". For a name before a verb in the past tense: "Who bought the
Khedive's shares in 1875?".
"""

from collections.abc import Iterator

from curriculum.cards.ask import answer, ask_subject, question
from curriculum.cards.draft import Draft
from curriculum.cards.phrase import is_name
from curriculum.cards.statement import Statement
from curriculum.reading.words import stems

NAME = "subject"
TRUST = 64

_GROUPS = frozenset(
    """Labs Systems Inc Corporation Company University Bank Act Party Empire League Union Institute Agency
    Council Court Church Committee Convention Parliament Congress Senate Army Orchestra Society
    Commission Museum Hospital""".split()
)
_TITLES = frozenset(
    """Chief Justice President King Queen Sir Dame Lord Lady Pope Emperor Sultan Senator Judge
    Dr. Prof.""".split()
)
_LIGHT = frozenset(
    """be have do become seem remain include mean show suggest say need want highlight discuss explore
    feature play follow come go get make use utilize employ work rely support bring face exemplify
    reflect underscore demonstrate""".split()
)


def draft(st: Statement) -> Iterator[Draft]:
    """A draft for a named subject, its predicate holding four content words and a name or number."""
    c, s = st.clause, st.sentence
    if (
        c is not None
        and c.lemma in ("exemplify", "illustrate")
        and s.low(c.group.end) == "how"
        and not st.loose
    ):
        subject, rest = answer(s, *c.subject), s.words(c.group.end, c.end)
        if 3 <= len(subject.split()) <= 10 and 4 <= len(rest.split()) <= 16:
            yield Draft(NAME, ask_subject(c, rest), subject, trust=74)
        return
    yield from _became(st)
    if c is None or st.loose or c.lemma in _LIGHT or c.group.passive:
        return
    start, end = c.subject
    if not is_name(s, start, end) or not 2 <= end - start <= 6 or s.at(end - 1).text in _GROUPS:
        return
    predicate = s.words(c.group.end, c.end)
    if any(s.tag(at) == "Q" for at in range(c.group.end, c.end)):
        return
    certain = any(s.tag(at) in ("P", "CD") for at in range(c.group.end, c.end)) or s.tag(c.verb_at) == "VBD"
    if len(set(stems(predicate))) < 4 or not certain or not 4 <= len(predicate.split()) <= 18:
        return
    name = s.words(start, end)
    person = (
        name.split()[-1] in st.cast.people
        or name.split()[0] in _TITLES
        or (end - start == 2 and s.tag(c.verb_at) == "VBD" and st.cast.topic != name)
    )
    lead = s.words(0, c.lead).strip(" ,")
    when = lead if lead[:3].lower() in ("in ", "on ") and any(char.isdigit() for char in lead) else ""
    asked = ask_subject(c, predicate, "Who" if person else "What")
    if when:
        asked = question(f"{when},", asked[:1].lower() + asked[1:])
    yield Draft(NAME, asked, answer(s, start, end), trust=TRUST + (2 if person else 0))


def _became(st: Statement) -> Iterator[Draft]:
    """ "NAME became the state religion of the Orms" → "What became the state religion of the Orms?" """
    c, s = st.clause, st.sentence
    if c is None or st.loose or c.lead or c.lemma != "become" or not is_name(s, *c.subject):
        return
    rest = s.words(c.group.end, c.end)
    one = s.low(c.group.end) == "the" or any(s.tag(i) == "POS" for i in range(c.group.end, c.end))
    name = s.words(*c.subject)
    person = name.split()[-1] in st.cast.people or c.subject[1] - c.subject[0] == 2
    if one and len(set(stems(rest))) >= 3 and len(rest.split()) <= 14 and not person:
        yield Draft(NAME, ask_subject(c, rest), name, trust=TRUST + 12)
