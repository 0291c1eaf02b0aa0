"""The body of an episode: its fields while the parts of its notes come in."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from curriculum.reading import fields
from curriculum.reading.blocks import Block, Line
from curriculum.reading.card_section import deck
from curriculum.reading.draft import Draft, take_out
from curriculum.reading.episode import Quote, Remark, Section, WrittenCard
from curriculum.reading.facts import Facts
from curriculum.reading.flashcards import Found
from curriculum.reading.inline import Opening, links, pictures, plain
from curriculum.reading.ledger import Ledger
from curriculum.reading.properties import Property
from curriculum.reading.quotes import quotes, spoken
from curriculum.reading.shapes import item_lines
from curriculum.reading.texts import raw_lines, texts

_FIRST_PERSON = re.compile(r"(?<![\w'’])(?:I|my|me|mine|myself|I['’](?:m|ve|ll|d))(?![\w])", re.IGNORECASE)
_NOTE_TO_SELF = re.compile(r"\s*(?:todo|note to self|remark|nb)\b\s*[:.-]?", re.IGNORECASE)
_ONLY_LINK = re.compile(r"\s*(?:[-*+]\s+)?<?https?://[^\s<>]+>?\s*$")
_PICTURE = re.compile(r"\s*(?:!\[[^\[\]]*\]\([^()]*\)|!\[\[[^\[\]]+\]\]|<img\s[^<>]*>)\s*$", re.IGNORECASE)
_LINK_LINE = re.compile(r"\s*(?:[^\w\s\[]+\s*)?\[[^\[\]]*\]\(\s*<?https?://[^\s()]*\)\s*$")
_FOOTNOTE = re.compile(r"\s*\[\^([^\[\]\s]+)\]:\s*")
_ONLY_TAGS = re.compile(r"\s*(?:#[^\W\d][\w/-]*[\s,]*)+$")
_HANDLE = re.compile(r":\s*(?:@\w|https?://|www\.)")
_REMARK_WORDS = 40


@dataclass
class Body:
    """What the parts of an episode said, field by field; each line taken in is entered in the ledger."""

    facts: Facts
    ledger: Ledger
    remarks: list[Remark] = field(default_factory=list)
    introduction: list[str] = field(default_factory=list)
    summary: list[str] = field(default_factory=list)
    points: list[Draft] = field(default_factory=list)
    takeaways: list[Draft] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    flashcards: list[WrittenCard] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    asides: dict[str, list[Line]] = field(default_factory=dict)

    def take_addresses(self, part: Block) -> None:
        """Where a part leads and what it shows, taken beside its words."""
        for line in raw_lines(part):
            self.links.extend(links(line))
            self.pictures.extend(pictures(line))

    def take_aside(self, line: Line) -> bool:
        """A line that is one picture or one link with words: kept, but no part of the text around it."""
        if not ("#" in line.text or "[" in line.text or "<" in line.text):
            return False
        if _ONLY_TAGS.match(line.text):
            self.facts.add_tags(line.text)
            self.ledger.take((line.number,), "tags")
            return True
        if _PICTURE.match(line.text):
            title, account = "Pictures", "picture"
        elif _LINK_LINE.match(line.text) and not _ONLY_LINK.match(line.text):
            title, account = "Links", "link"
        else:
            return False
        if shown := plain(line.text) or ", ".join(name for name in pictures(line.text) if ":" not in name):
            self.asides.setdefault(title, []).append(Line(line.number, shown))
        self.ledger.take((line.number,), account)
        return True

    def take_speech(self, lines: Sequence[Line]) -> None:
        """Lines of a transcript among the points: kept, but no part of them."""
        for line in lines:
            self.ledger.take((line.number,), "transcript")
            if shown := plain(line.text):
                self.asides.setdefault("Transcript", []).append(Line(line.number, shown))

    def take_tags(self, lines: Sequence[Line]) -> None:
        """The tags of lines that only file what stands above them."""
        for line in lines:
            self.facts.add_tags(line.text)
            self.ledger.take((line.number,), "tags")

    def without(self, goes: Callable[[Draft], bool], account: str, lines: range) -> list[Draft]:
        """Take out the points that ``goes`` names; theirs of the episode's ``lines`` are ``account`` then."""
        gone: list[Draft] = []
        for drafts in (self.points, self.takeaways):
            out = list(filter(goes, drafts))
            self.ledger.rename(lines, take_out(drafts, out, account))
            gone.extend(out)
        return gone

    def close_asides(self) -> None:
        """What stood aside, as sections of their own."""
        for title, lines in self.asides.items():
            text = "\n".join(line.text for line in lines)
            if lines:  # of a part without a word nothing stands aside
                self.sections.append(Section(title=title, text=text, line=lines[0].number))

    def take_footnotes(self, part: Block) -> bool:
        """A paragraph of footnotes; False when it is none."""
        if part.kind != "paragraph" or not all(_FOOTNOTE.match(line.text) for line in part.lines):
            return False
        text = "\n".join(plain(_FOOTNOTE.sub(r"\1: ", line.text)) for line in part.lines)
        self.sections.append(Section(title="Footnotes", text=text, line=part.first))
        self.ledger.take(part.numbers, "footnote")
        return True

    def take_code(self, blocks: Sequence[Block]) -> None:
        """Fenced code: kept whole, and no part of what stands around it."""
        for block in blocks:
            inner = (Line(number, text.rstrip()) for number, text in block.lines)
            fenced = [Line(block.first, f"```{block.mark}"), *inner, Line(block.end - 1, "```")]
            self.asides.setdefault("Code", []).extend(fenced)
            self.ledger.take(block.numbers, "code")

    def take_properties(self, found: Sequence[Property], *, facts: bool) -> None:
        """What note tools wrote for themselves: kept with the facts; of a block's id nothing is.

        ``facts``: those that name a known fact state it of the episode.
        """
        for one in found:
            if one.stated and facts and one.stated.name != "kept":
                self.facts.add(one.stated, one.line)
            elif one.stated:
                self.facts.keep(one.stated, one.line)
            if one.alone:
                self.ledger.take((one.line,), "property")

    def take_found(self, found: Found, block: Block, account: str) -> list[Line]:
        """The flashcards found in a block; what stood below them is given back, accounted for."""
        self.flashcards.extend(found.cards)
        if block.kind == "table" and found.cards:
            self.ledger.take(block.children[0].numbers, "heading of a table")
        self.ledger.take(found.used, "flashcard")
        self.ledger.take((line.number for line in found.beside), account)
        return list(found.beside)

    def take_deck(self, blocks: Sequence[Block], account: str) -> list[Line]:
        """The flashcards of a section of such; the lines that were none are given back, accounted for."""
        found = deck(blocks)
        self.flashcards.extend(found.cards)
        for block in blocks:
            if block.kind == "table":
                self.ledger.take(block.children[0].numbers, "heading of a table")
        self.ledger.take(found.used, "flashcard")
        for block in blocks:
            self.ledger.take(block.numbers, account)
        return list(found.left)

    def take_kept(self, part: Block, title: str) -> None:
        """A part that stands among points and is none: kept under this title."""
        self.asides.setdefault(title, []).extend(texts(part))
        self.ledger.take(part.numbers, title.lower())

    def take_labelled(self, part: Block, said: Opening) -> None:
        """A paragraph with a bold label that names a section, as that section."""
        self.sections.append(Section(title=said.label, text=said.text, line=part.first))
        self.ledger.take(part.numbers, f"section {said.label}")

    def take_quotes(self, part: Block) -> None:
        """The quotes of a part in a section of quotes, or of a block quote."""
        found = [Quote(**said._asdict()) for said in quotes(part)]
        self.quotes.extend(found)
        if part.kind == "table":
            self.ledger.take(part.children[0].numbers, "heading of a table")
        before = len(self.quotes) - len(found)
        for number, quote in enumerate(found, 1):
            end = found[number].line if number < len(found) else part.end
            self.ledger.take(range(quote.line, end), f"quote {before + number}")
        self.ledger.take(part.numbers, f"quote {len(self.quotes)}")

    def comment(self, part: Block) -> None:
        """A paragraph as a comment on the latest quote."""
        last = self.quotes[-1]
        comment = " ".join(
            filter(None, [last.comment, plain(" ".join(line.text.strip() for line in part.lines))])
        )
        self.quotes[-1] = last.model_copy(update={"comment": comment})
        self.ledger.take(part.numbers, f"quote {len(self.quotes)}")

    def take_spoken(self, part: Block) -> bool:
        """A part that ends in somebody's words, as a quote; False if it does not."""
        found = spoken(plain(" ".join(line.text.strip() for line in item_lines(part))), part.first)
        if found is None:
            return False
        before, said = found
        if before:
            self.summary.append(before)
        self.quotes.append(Quote(**said._asdict()))
        self.ledger.take(part.numbers, f"quote {len(self.quotes)}")
        return True

    def take_prose(self, part: Block, into: list[str], account: str) -> None:
        """A paragraph line by line: facts, links, tags and the person's own remarks are taken out."""
        prose: list[str] = []
        block = account == "introduction" and sum(bool(fields.stated(line.text)) for line in part.lines) > 1
        for line in part.lines:
            stated = fields.stated(line.text) if account == "introduction" else ()
            first = account == "introduction" and not self.introduction and line is part.lines[0]
            if stated:
                self._enter(stated, line.number)
            elif block and fields.is_key_line(line.text):
                self.facts.keep_line(line)  # a key without meaning to us among facts
                self.ledger.take((line.number,), "metadata")
            elif first and (under := fields.subtitle(line.text)):
                self.facts.add_subtitle(under, line)
                self.ledger.take((line.number,), "metadata")
            elif account == "introduction" and _ONLY_LINK.match(line.text):
                self.ledger.take((line.number,), "link")
            elif _ONLY_TAGS.match(line.text):
                self.facts.add_tags(line.text)
                self.ledger.take((line.number,), "tags")
            elif _is_remark(line.text):
                self.remarks.append(Remark(text=plain(line.text), line=line.number))
                self.ledger.take((line.number,), "remark")
            else:
                prose.append(line.text.strip())
                self.ledger.take((line.number,), account)
        text = plain(" ".join(prose))
        if text:
            into.append(text)

    def take_text(self, part: Block, into: list[str], account: str) -> None:
        """Any part as it is, as one paragraph."""
        lines = [line.text for line in texts(part)]
        self.ledger.take(part.numbers, account)
        if lines:
            into.append("\n".join(lines))

    def take_remarks(self, part: Block) -> None:
        """Each line of a part as a remark."""
        for line in texts(part):
            self.remarks.append(Remark(text=line.text, line=line.number))
        self.ledger.take(part.numbers, "remark")

    def take_people(self, part: Block, title: str) -> None:
        """The names of a section of hosts or guests, or those that lines in another one of people state."""
        who = fields.field_name(title)
        for line in texts(part):
            stated = fields.stated(line.text)
            if stated and {who, *(fact.name for fact in stated)} & {"hosts", "guests"}:
                self._enter(stated, line.number)
                continue
            if who not in ("hosts", "guests") or _HANDLE.search(line.text):
                continue
            names: list[str] = getattr(self.facts, who)
            first = re.split(r"[:,(–—]|\s-\s", line.text.lstrip("-0123456789. "))[0].strip()
            if first and first not in names:
                names.append(first)

    def take_facts(self, part: Block) -> None:
        """A part of ``key: value`` lines; a line among them that is none is kept."""
        for line in item_lines(part):
            stated = fields.stated(line.text)
            if stated:
                self._enter(stated, line.number)
            elif _ONLY_LINK.match(line.text):
                self.ledger.take((line.number,), "link")
            else:
                self.facts.keep_line(line)
                self.ledger.take((line.number,), "metadata")

    def _enter(self, stated: Sequence[fields.Field], line: int) -> None:
        for fact in stated:
            self.facts.add(fact, line)
        self.ledger.take((line,), "metadata" if stated[0].name == "kept" else stated[0].name)


def is_keyed(part: Block) -> bool:
    """Whether most lines of a list or table are ``key: value``, whatever the keys mean."""
    lines = list(item_lines(part))
    return bool(lines) and sum(fields.is_key_line(line.text) for line in lines) * 5 >= len(lines) * 3


def states_facts(part: Block) -> bool:
    """Whether most lines of a list or table are ``key: value``."""
    found = [fields.field(line.text) for line in item_lines(part)]
    return bool(found) and sum(fact is not None for fact in found) * 2 > len(found)


def _is_remark(text: str) -> bool:
    shown = plain(text)
    unquoted = re.sub(r"https?://\S+|[\"“][^\"“”]*[\"”]", "", shown)
    if len(shown.split()) > _REMARK_WORDS:
        return False
    return bool(_FIRST_PERSON.search(unquoted) or _NOTE_TO_SELF.match(shown))
