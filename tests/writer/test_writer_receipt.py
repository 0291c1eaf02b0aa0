"""What any door needs: what is to be asked, what becomes of a reply, of whom what is asked."""

import json
import time
from pathlib import Path

import pytest
from mills import CARDS, TIDE, WIND, notes

from curriculum.cards.writer import drafts_file
from curriculum.cards.writer.address import addresses
from curriculum.cards.writer.asking import Told
from curriculum.cards.writer.commission import commission
from curriculum.cards.writer.drafting import Drafting
from curriculum.cards.writer.inquiry import Inquiry
from curriculum.cards.writer.receipt import CHAT, NoReply, Receipt, take_in
from curriculum.cards.writer.share import hosts, in_words
from curriculum.cards.writer.sheet import instruction
from curriculum.cards.writer.tally import tally
from curriculum.problems import CurriculumError
from curriculum.reading.read import read

TOLD = Told(instruction())


@pytest.fixture
def drafting(tmp_path: Path) -> Drafting:
    folder = notes(tmp_path / "notes", TIDE, WIND)
    return Drafting(read((folder,)), folder / drafts_file.FILE)


def cards(drafting: Drafting, *numbers: int) -> str:
    """What a chat says that writes these cards of a good writer, and one that the notes do not say."""
    lines = []
    for number in numbers:
        _, question, answer, support = CARDS[number]
        said = {"point": drafting.places[number].id, "question": question, "answer": answer, "worth": 90}
        lines.append(json.dumps({"what": "card", **said, "support": support}))
    return "Here you are:\n" + "\n".join(lines)


def verdicts(drafting: Drafting) -> str:
    sheet = Inquiry(drafting, TOLD).sheets(judge=True)[0].text
    drafts = [json.loads(line) for line in sheet.splitlines() if line.startswith('{"draft": "d-')]
    kept = [{"draft": one["draft"], "verdict": "keep", "worth": 80} for one in drafts if "point" in one]
    return "\n".join(map(json.dumps, kept))


def test_points_are_asked_first_then_drafts_then_nothing(drafting: Drafting) -> None:
    inquiry = Inquiry(drafting, TOLD)
    (sheet,) = inquiry.sheets(judge=True)
    assert (sheet.about, sheet.asked) == ("point", 3)
    take_in(drafting, cards(drafting, 0, 1, 2), "2")
    assert inquiry.sheets(judge=False) == ()
    (sheet,) = inquiry.sheets(judge=True)
    assert (sheet.about, sheet.asked) == ("draft", 3)
    receipt = take_in(drafting, verdicts(drafting), "2")
    assert (len(receipt.new), len(receipt.judged), receipt.problems) == (0, 3, ())
    assert inquiry.sheets(judge=True) == ()


def test_only_chosen_episodes_are_asked_about(drafting: Drafting) -> None:
    wind = drafting.library.episodes[1].id
    inquiry = Inquiry(drafting, TOLD, episodes={wind})
    (sheet,) = inquiry.sheets(judge=True)
    assert sheet.asked == 1
    assert "Beauchet" not in sheet.text
    take_in(drafting, cards(drafting, 0, 1, 2), "2")
    (sheet,) = inquiry.sheets(judge=True)
    assert (sheet.about, sheet.asked) == ("draft", 1)
    assert [work.episode.id for work in inquiry.works(judge=True)] == [wind]


def test_what_comes_in_is_in_the_file_and_comes_in_once(drafting: Drafting) -> None:
    one = take_in(drafting, cards(drafting, 0, 1), "2", "answer.txt")
    assert {draft.author for draft in one.new} == {CHAT}
    assert drafts_file.read(drafting.path) == tuple(sorted(one.new, key=lambda draft: draft.key))
    assert take_in(drafting, cards(drafting, 0, 1), "2") == Receipt()
    two = take_in(drafting, cards(drafting, 2), "2")
    assert len(one.plus(two).new) == 3
    assert tally(one.plus(two).new).passing == 3


def test_the_prompt_is_no_reply(drafting: Drafting) -> None:
    inquiry = Inquiry(drafting, TOLD)
    with pytest.raises(NoReply):
        take_in(drafting, inquiry.sheets(judge=False)[0].text, "2")
    take_in(drafting, cards(drafting, 0), "2")
    with pytest.raises(NoReply):
        take_in(drafting, f"{cards(drafting, 1)}\n{inquiry.sheets(judge=False)[0].text}", "2")
    assert len(drafts_file.read(drafting.path)) == 1


@pytest.mark.parametrize("piece", ['{"what":', '{"what":}', '{"point":"x"}', '{"what":{"what":[', "{}[]"])
def test_a_megabyte_of_nonsense_is_over_soon(drafting: Drafting, piece: str) -> None:
    begun = time.monotonic()
    receipt = take_in(drafting, piece * (1_000_000 // len(piece)), "2")
    assert receipt.new == ()
    assert receipt.problems
    assert time.monotonic() - begun < 20


def test_no_more_is_taken_in_than_an_answer_can_have(drafting: Drafting) -> None:
    ids = [place.id for place in drafting.places]
    lines = [
        {"point": ids[n % 3], "question": f"What do mills {n} store?", "answer": "rye"} for n in range(400)
    ]
    receipt = take_in(drafting, "\n".join(map(json.dumps, lines)), "2")
    assert len(receipt.new) == 2 * 40 + 3 * 15
    assert "400 items" in receipt.problems[-1].message


def test_no_more_is_taken_in_of_a_point_than_one_can_hold(drafting: Drafting) -> None:
    lines = [
        {"point": drafting.places[0].id, "question": f"What do mills {n} store?", "answer": "rye"}
        for n in range(100)
    ]
    receipt = take_in(drafting, "\n".join(map(json.dumps, lines)), "2")
    assert len(receipt.new) == 60
    (told,) = receipt.problems
    assert (told.line, told.message[:32]) == (61, "More than 60 items are about “Ho")


def test_a_commission_says_what_goes_where(drafting: Drafting) -> None:
    pair = addresses("openai:gpt-4o", None, "ollama:x", {})
    asked = commission(Inquiry(drafting, TOLD), *pair)
    assert hosts(asked.shares) == ("api.openai.com",)
    first, writes, judges, *_ = in_words(asked.works, asked.shares)
    assert first == "2 episodes, 3 points to ask about."
    assert writes.startswith("openai:gpt-4o at api.openai.com writes: 2 requests")
    assert judges.startswith("ollama:x on this machine judges the drafts: 2 requests")


@pytest.mark.parametrize(
    ("critic", "url"),
    [("m", "http://a.test/v1"), ("n", "http://a.test/v1"), ("openai:o", "https://api.openai.com/v1")],
)
def test_the_address_is_the_critics_too_unless_its_name_says_another(critic: str, url: str) -> None:
    writer, judge = addresses("m", "http://a.test/v1", critic, {})
    assert judge is not None
    assert (writer.url, judge.url) == ("http://a.test/v1", url)
    assert addresses("m", "http://a.test/v1", None, {})[1] is None
    with pytest.raises(CurriculumError):
        addresses("m", None, None, {})
