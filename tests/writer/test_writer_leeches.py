"""``curriculum write --leeches``: cards that are forgotten again and again get other words."""

import json
import re
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner, Result
from model_server import Answer, Request, items, serving, spoken

from curriculum.cards.decision import Decision
from curriculum.cards.write import write as write_cards
from curriculum.cards.writer.drafts_file import read as read_drafts
from curriculum.cards.writer.proposal import REWORDED, Proposal
from curriculum.cli.write import command
from curriculum.memory import memory_file
from curriculum.memory.memory import Memory, Trace
from curriculum.reading.read import read as read_notes
from curriculum.shipping import decisions
from curriculum.shipping import lock as locks
from curriculum.shipping.beside import beside
from curriculum.shipping.settle import Shipment, settle

GATES = "The tidal mills on the Rance store the flood behind gates and let it out for about 6 hours."
IRON = "Brine was boiled in lead pans until 1850, when Halden Works introduced iron pans to save fuel."
NOTES = f"""# Water that works, with Runa Okafor

Key points:

1. **Gates**: {GATES}
2. **Salt**: {IRON}
"""
STANDS = "The tidal mills on the Rance store the flood behind gates"
STORE, WHICH = "What do the tidal mills on the Rance store?", "Which pans did Halden Works introduce?"
DRAFTS = (
    ("water-that-works-with-runa-okafor/gates", STORE, "the flood", STANDS),
    ("water-that-works-with-runa-okafor/salt", WHICH, "iron pans", IRON),
)
FLOOD, PANS = (f"{point}/drafted/{answer.replace(' ', '-')}" for point, _, answer, _ in DRAFTS)
BETTER = {
    "question": "Behind gates, for about 6 hours of work: what do the tidal mills on the Rance store?",
    "answer": "the flood",
    "support": STANDS,
}


class Home(NamedTuple):
    """A folder of notes whose cards a learner has."""

    folder: Path

    def write(self, *options: object) -> Result:
        result = CliRunner().invoke(command, [str(self.folder), "--leeches", *map(str, options)])
        assert result.exception is None or isinstance(result.exception, SystemExit | Exception)
        return result

    def ship(self) -> Shipment:
        """What a build ships now; it is in the lock then."""
        path, library = self.folder / "curriculum.lock", read_notes((self.folder,))
        there = beside(self.folder)
        weeks = {episode.id: "May::Week 1" for episode in library.episodes}
        cards = write_cards(library, *there)
        held = locks.read(path)
        shipment = settle(
            cards, library, held, weeks, 2_000_000_000, folder=self.folder, decided=there.decided
        )
        path.write_text(locks.render(shipment.lock), encoding="utf-8")
        return shipment

    def remember(self, *traces: Trace) -> None:
        memory = Memory(taken=1_700_000_000, traces=traces)
        memory_file.write(self.folder / memory_file.FILE, memory)

    def drafts(self) -> list[Proposal]:
        return [one for one in read_drafts(self.folder / "drafts.jsonl") if one.what == "rewording"]

    def sheet(self) -> str:
        self.write("--ask", self.folder.parent / "ask.md")
        return (self.folder.parent / "ask.md").read_text("utf-8")

    def reply(self, *said: dict[str, object]) -> Result:
        """The answer of a chat: each for the card that asks what stands in its field ``of``."""
        names = {one["question"]: one["card"] for one in asked(self.sheet())}
        lines = [{"what": "card", **one, "point": names[one["of"]]} for one in said]
        path = self.folder.parent / "answer.txt"
        path.write_text("Sure!\n" + "\n".join(map(json.dumps, lines)), encoding="utf-8")
        return self.write("--reply", path)


def asked(sheet: str) -> list[dict[str, str]]:
    """The cards that a sheet asks about."""
    return [json.loads(line) for line in sheet.splitlines() if line.startswith('{"card": "leech-')]


def forgotten(key: str, lapses: int = 8, **more: object) -> Trace:
    told = {"key": key, "stage": "review", "interval": 1, "answers": 30, "lapses": lapses, "leech": True}
    return Trace.model_validate({**told, **more})


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Two drafted cards were shipped, and the learner keeps forgetting the first."""
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "mills.md").write_text(NOTES, encoding="utf-8")
    one = Home(folder)
    ask, answer = tmp_path / "first.md", tmp_path / "first.txt"
    run = CliRunner()
    run.invoke(command, [str(folder), "--ask", str(ask)])
    ids = dict(zip(("Gates", "Salt"), re.findall(r"\[(p-\w+),", ask.read_text("utf-8")), strict=True))
    lines = [
        {"point": id, "question": question, "answer": said, "support": support, "worth": 90}
        for id, (_, question, said, support) in zip(ids.values(), DRAFTS, strict=True)
    ]
    answer.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    run.invoke(command, [str(folder), "--reply", str(answer)])
    assert {note.key for note in one.ship().new} == {FLOOD, PANS}
    one.remember(forgotten(FLOOD))
    return one


def test_without_anki_s_word_one_sentence_says_the_way_out(home: Home) -> None:
    (home.folder / memory_file.FILE).unlink()
    done = home.write()
    assert "Anki was not asked yet which cards you forget again and again." in str(done.exception)


def test_without_leeches_too(home: Home) -> None:
    home.remember(Trace(key=FLOOD, stage="review", interval=3, answers=4, lapses=3))
    for options in ((), ("--ask", home.folder.parent / "ask.md")):
        done = home.write(*options)
        assert done.exit_code == 0
        assert (
            "none of these cards was one that you forget again and again: `curriculum progress" in done.output
        )
    assert not (home.folder.parent / "ask.md").exists()


def test_what_is_asked_shows_the_card_as_shipped_its_point_and_how_often_it_was_forgotten(home: Home) -> None:
    assert f"· {STORE} (forgotten 8 times)" in home.write().output
    sheet = home.sheet()
    (card,) = asked(sheet)
    assert (card["question"], card["answer"], card["forgotten"]) == (STORE, "the flood", 8)
    assert GATES in sheet
    assert IRON not in sheet, "no more of the notes than the card's point"


def test_better_words_are_shipped_as_the_same_note(home: Home) -> None:
    done = home.reply({"of": STORE, **BETTER})
    assert "1 card has new words, 0 new cards beside them, 0 held." in done.output
    assert f"  curriculum build {home.folder}\n" in done.output
    (draft,) = home.drafts()
    assert (draft.rewords, draft.author, draft.lapses) == (FLOOD, "chat", 8)
    shipment = home.ship()
    assert [(note.key, note.fields["question"]) for note in shipment.updated] == [(FLOOD, BETTER["question"])]
    assert (shipment.new, shipment.retired) == ((), ())
    assert shipment.origins() == {"own": 0, "drafts": 2, "rules": 0}


def test_the_person_is_told_what_anki_has_suspended(home: Home) -> None:
    home.remember(forgotten(FLOOD, suspended=True))
    done = home.reply({"of": STORE, **BETTER})
    assert "Anki has suspended 1 of the cards with new words and does not ask it." in done.output
    assert f"search Anki for is:suspended (Key:{FLOOD})" in done.output


def test_another_fact_is_a_new_card_beside_the_old_one(home: Home) -> None:
    hours = {
        "question": "For how long do the tidal mills on the Rance let their water out?",
        "answer": "for about 6 hours",
        "support": GATES,
        "worth": 85,
    }
    done = home.reply(
        {"of": STORE, **BETTER, "question": "What do the tidal mills on the Rance hold back by gates?"},
        {"of": STORE, **hours},
    )
    assert "1 card has new words, 1 new card beside them, 0 held." in done.output
    shipment = home.ship()
    assert [note.key for note in shipment.updated] == [FLOOD]
    assert [note.fields["answer"] for note in shipment.new] == ["for about 6 hours"]
    assert home.ship().waiting == frozenset()


REFUSED = {
    "not in the notes": ({"answer": "the flood of spring tides"}, "The quoted words do not say “spring”."),
    "no support": ({"support": "Mills store the flood in basins"}, "The notes do not have the words"),
    "given away": (
        {"question": "Which flood do the tidal mills on the Rance store as the flood?"},
        "The front gives away “flood”.",
    ),
    "the same words": ({"question": STORE}, "These are the words that the card has."),
}


@pytest.mark.parametrize(("changes", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_what_the_gate_does_not_pass_changes_nothing(
    home: Home, changes: dict[str, str], reason: str
) -> None:
    before = (home.folder / "drafts.jsonl").read_bytes()
    done = home.reply({"of": STORE, **BETTER, **changes})
    assert "0 cards have new words" in done.output
    assert reason in done.output
    assert (home.folder / "drafts.jsonl").read_bytes() == before
    assert home.ship().updated == ()


def test_a_writer_may_leave_a_card_as_it_is(home: Home) -> None:
    done = home.reply({"of": STORE, "what": "none", "answer": "it is as good as can be"})
    assert f"“{STORE}” is left as it is: it is as good as can be" in done.output


def test_a_card_in_the_learner_s_own_words_is_theirs(home: Home) -> None:
    decisions.save(home.folder / decisions.FILE, FLOOD, Decision(question="What is stored on the Rance?"))
    home.ship()
    assert "1 leech in your own words: reword by hand" in home.write().output
    home.write("--ask", home.folder.parent / "ask.md")
    assert not (home.folder.parent / "ask.md").exists(), "nobody is asked for nothing"


def test_a_card_with_new_words_is_asked_about_when_it_was_forgotten_four_more_times(home: Home) -> None:
    home.reply({"of": STORE, **BETTER})
    home.ship()
    home.remember(forgotten(FLOOD, 11))
    assert "1 leech has new words already" in home.write().output
    home.remember(forgotten(FLOOD, 12))
    assert f"· {BETTER['question']} (forgotten 12 times)" in home.write().output


def test_the_same_reply_twice_is_one(home: Home) -> None:
    home.reply({"of": STORE, **BETTER})
    before = (home.folder / "drafts.jsonl").read_bytes()
    done = home.write("--reply", home.folder.parent / "answer.txt")
    assert "Nothing new" in done.output
    assert (home.folder / "drafts.jsonl").read_bytes() == before


def test_new_words_are_taken_back(home: Home) -> None:
    home.reply({"of": STORE, **BETTER})
    home.ship()
    assert "1 draft taken back" in home.write("--undo").output
    assert home.drafts() == []
    shipment = home.ship()
    assert [(note.key, note.fields["question"]) for note in shipment.updated] == [(FLOOD, STORE)]
    assert (shipment.new, shipment.retired) == ((), ())


def test_when_the_notes_change_before_the_reply_the_words_must_stand_on_those_of_today(home: Home) -> None:
    sheet = home.sheet()
    (home.folder / "mills.md").write_text(NOTES.replace("store the flood", "hold the ebb"), encoding="utf-8")
    path = home.folder.parent / "answer.txt"
    path.write_text(json.dumps({"point": asked(sheet)[0]["card"], **BETTER}), encoding="utf-8")
    done = home.write("--reply", path)
    assert home.drafts() == []
    assert "held" in done.output or "No card that is to be reworded is called" in done.output


def test_when_the_notes_change_after_it_the_card_follows_them(home: Home) -> None:
    """Other words ship on while the gate passes them, as all drafts do; then the card is as it was."""
    home.reply({"of": STORE, **BETTER})
    home.ship()
    (home.folder / "mills.md").write_text(NOTES.replace("6 hours", "7 hours"), encoding="utf-8")
    shipment = home.ship()
    assert (shipment.new, shipment.retired) == ((), ())
    (note,) = [note for note in shipment.notes if note.key == FLOOD]
    assert note.fields["question"] == STORE, "“6” stands in the notes no more"


def test_a_point_with_another_label_keeps_the_new_words(home: Home) -> None:
    home.reply({"of": STORE, **BETTER})
    home.ship()
    (home.folder / "mills.md").write_text(NOTES.replace("**Gates**", "**Mills**"), encoding="utf-8")
    shipment = home.ship()
    assert (shipment.new, shipment.retired, shipment.updated) == ((), (), ())
    (note,) = [note for note in shipment.notes if note.key == FLOOD]
    assert note.fields["question"] == BETTER["question"]


def test_a_model_is_asked_by_itself(home: Home) -> None:
    def better(request: Request) -> Answer:
        names = re.findall(r"leech-[0-9a-f]{6}", request.given)
        assert GATES in request.given
        assert not request.judges
        return spoken(request, items({"what": "card", "point": names[0], **BETTER}))

    with serving(better) as server:
        look = home.write("--with", "some-model", "--url", server.url, "--dry-run")
        done = home.write("--with", "some-model", "--url", server.url)
        assert len(server.requests) == 1
    assert "1 episode, 1 card to ask about." in look.output
    assert "1 card has new words" in done.output
    assert [one.author for one in home.drafts()] == ["some-model"]


def test_the_answer_is_no_draft_for_who_forgets_the_option(home: Home) -> None:
    home.reply({"of": STORE, **BETTER})
    home.write("--undo")
    path = home.folder.parent / "answer.txt"
    done = CliRunner().invoke(command, [str(home.folder), "--reply", str(path)])
    assert "Take the answer in with `curriculum write --leeches --reply`." in done.output
    assert len(read_drafts(home.folder / "drafts.jsonl")) == 2


def test_what_was_to_be_pasted_is_no_answer(home: Home) -> None:
    home.sheet()
    done = home.write("--reply", home.folder.parent / "ask.md")
    assert "This is what was to be pasted into a chat, and no answer." in str(done.exception)


def test_a_card_that_nobody_writes_any_more_gets_new_words_too(home: Home) -> None:
    lines = (home.folder / "drafts.jsonl").read_text("utf-8").splitlines(keepends=True)
    (home.folder / "drafts.jsonl").write_text("".join(line for line in lines if FLOOD not in line), "utf-8")
    assert "held" not in home.reply({"of": STORE, **BETTER}).output.partition("0 held")[2]
    shipment = home.ship()
    assert [(note.key, note.fields["question"]) for note in shipment.updated] == [(FLOOD, BETTER["question"])]
    assert next(one for one in shipment.lock.entries if one.key == FLOOD).rule == REWORDED


@pytest.mark.parametrize("options", [("--undo",), ("--lock", "x.lock")])
def test_options_that_go_with_it_alone(home: Home, options: tuple[str, ...]) -> None:
    done = CliRunner().invoke(command, [str(home.folder), *options])
    assert done.exit_code == 2
    assert "--undo and --lock go with --leeches." in done.output
