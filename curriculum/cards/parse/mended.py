"""Parses put right where a sure sign shows what is wrong: verbs that were read as another part of speech."""

from dataclasses import replace

from curriculum.cards.inflect import base, can_be_verb
from curriculum.cards.parse.sentence import Sentence

_BEFORE_NOUN = ("det", "amod", "poss", "compound", "nmod", "nummod")


def mended(s: Sentence) -> Sentence:
    """The sentence with its root tagged as the finite verb that it is, however it was read."""
    s = _joined(s)
    tokens = list(s.tokens)
    for root in s.roots:
        if _is_plain(s, root):
            tokens[root] = tokens[root]._replace(tag="VBP")
        elif _is_verb(s, root):
            tokens[root] = tokens[root]._replace(tag="VBZ")
            for kid in s.kids(root, *_BEFORE_NOUN):
                if kid < root - 1:
                    tokens[kid] = tokens[kid]._replace(head=root - 1)
            tokens[root - 1] = tokens[root - 1]._replace(dep="nsubj")
    return replace(s, tokens=tuple(tokens)) if tokens != list(s.tokens) else s


def _joined(s: Sentence) -> Sentence:
    """Both halves of "pre-investment" as one word, where they were hung up apart: the second is the head."""
    tokens = list(s.tokens)
    for at in range(1, len(tokens) - 1):
        first, joint, second = tokens[at - 1 : at + 2]
        glued = joint.text == "-" and first.stop == joint.start and joint.stop == second.start
        words = first.text.isalpha() and second.text.isalpha() and first.head != at - 1
        if glued and words and at + 1 not in s.under(at - 1) and at - 1 not in s.under(at + 1):
            for kid in s.kids(at - 1):
                if kid < at:
                    tokens[kid] = tokens[kid]._replace(head=at + 1)
            tokens[at + 1] = second._replace(dep=first.dep, head=first.head)
            tokens[at - 1] = first._replace(dep="compound", head=at + 1)
            tokens[at] = joint._replace(dep="punct", head=at + 1)
            return replace(s, tokens=tuple(tokens))
    return s


def _is_plain(s: Sentence, root: int) -> bool:
    """Whether an infinitive has a subject before it, and so is none: "70% of the millers apply"."""
    subject = s.kid(root, "nsubj")
    if s.tag(root) != "VB" or subject is None or subject > root or s.kids(root, "aux", "auxpass"):
        return False
    return s.tag(subject)[:2] == "NN" and s.low(root - 1) not in ("and", "or", "than", ",", "not")


def _is_verb(s: Sentence, root: int) -> bool:
    """Whether a noun is the verb of the noun before it: "Velomax excels in milling"."""
    if s.tag(root) != "NNS" or root == 0 or root + 2 >= len(s.tokens) or s.tokens[root].text[0].isupper():
        return False
    verb, before = s.low(root), [s.tag(at) for at in range(root)]
    noun = s.tag(root - 1) in ("NNP", "NN") and root - 1 in s.kids(root, "compound", "nmod")
    finite = any(token.tag in ("VBZ", "VBP", "VBD", "MD") for token in s.tokens)
    follows = s.dep(root + 1) == "prep" or s.tag(root + 1) == "DT"
    follows &= s.low(root + 1) not in ("for", "of") or s.tag(root - 1) == "NNP"  # "baking tools for millers"
    opens = s.text[:1].isupper() and before[0] not in ("VBG", "VB", "IN")
    return noun and opens and not finite and follows and base(verb) != verb and can_be_verb(verb)
