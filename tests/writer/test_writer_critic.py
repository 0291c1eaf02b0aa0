"""A critic reads the drafts beside the notes: what it keeps, rewords and drops."""

import re
from pathlib import Path

from mills import TIDE, WIND, ask, good, notes
from model_server import Answer, Request, Script, chat, named, serving, verdicts


def judging(answer: str) -> Script:
    """A good writer whose critic says this."""
    return lambda request: chat(named(answer, request)) if request.judges else good(request)


def test_what_is_kept_says_who_judged_it(tmp_path: Path) -> None:
    """A draft that has been judged is not judged again."""
    with serving(good) as server:
        asked = ask(server, notes(tmp_path, TIDE), critic=True)
        assert {(one.critic, one.objection, one.verdict) for one in asked.drafts} == {
            ("some-model", "", "ship")
        }
        assert [request.judges for request in server.requests] == [False, True]
        again = ask(server, tmp_path, critic=True)
    assert len(server.requests) == 2
    assert again.drafts == asked.drafts
    assert asked.outcome.judged == (1, 3_000, 20)


def test_what_is_dropped_is_held_with_the_reason(tmp_path: Path) -> None:
    """It stays in the file, where a person can see why."""
    drop = {"draft": "d-1", "verdict": "**Drop**", "reason": "everybody knows it"}
    with serving(judging(verdicts(drop, {"draft": "d-2", "verdict": "keep"}))) as server:
        asked = ask(server, notes(tmp_path, TIDE), critic=True)
    first, second = asked.drafts
    assert (first.verdict, first.objection) == ("held", "everybody knows it")
    assert first.reasons == ("The critic would drop it: everybody knows it",)
    assert second.verdict == "ship"


def test_what_is_reworded_keeps_its_key(tmp_path: Path) -> None:
    """And passes the gate like any other."""
    new = {
        "draft": "d-2",
        "verdict": "reword",
        "reason": "say which building",
        "question": "Which abbot built the mill that stands at Beauchet?",
        "answer": "the abbot Guillaume Marchand",
        "support": "The mill at Beauchet was built by the abbot Guillaume Marchand",
    }
    with serving(good) as server:
        before = ask(server, notes(tmp_path, TIDE)).drafts[1]
    with serving(judging(verdicts({"draft": "d-1", "verdict": "keep"}, new))) as server:
        after = ask(server, tmp_path, critic=True).drafts[1]
    assert after.key == before.key
    assert (after.question, after.critic, after.verdict) == (new["question"], "some-model", "ship")


def test_new_words_that_the_gate_does_not_pass(tmp_path: Path) -> None:
    """The old ones stay and are judged as before: their critic wants the fact."""
    new = {
        "draft": "d-2",
        "verdict": "reword",
        "reason": "be more exact",
        "question": "Which abbot built the mill at Beauchet?",
        "answer": "Jean de Beaumanoir",
        "support": "built by Jean de Beaumanoir in 1181",
    }
    with serving(judging(verdicts(new))) as server:
        one = ask(server, notes(tmp_path, TIDE), critic=True).drafts[1]
    assert (one.answer, one.critic, one.verdict) == ("Guillaume Marchand", "some-model", "ship")


def test_a_critic_s_doubt_holds_a_draft_and_its_trust_outweighs_the_writer_s(tmp_path: Path) -> None:
    """Of a hundred readers, how many would keep it: the last word is the critic's."""
    low = {"draft": "d-1", "verdict": "keep", "worth": 40}
    high = {"draft": "d-2", "verdict": "keep", "worth": "90"}
    with serving(judging(verdicts(low, high))) as server:
        first, second = ask(server, notes(tmp_path, TIDE), critic=True).drafts
    assert (first.verdict, first.judged) == ("held", 40)
    assert first.reasons == ("The critic doubts that it is worth keeping (40 of 100).",)
    assert (second.verdict, second.judged) == ("ship", 90)


def test_a_critic_is_given_notes_drafts_and_what_the_gate_says(tmp_path: Path) -> None:
    """The drafts as data between lines of their own."""

    def wordy(request: Request) -> Answer:
        answer = good(request)
        assert isinstance(answer.body, str)
        return answer._replace(body=answer.body.replace("the river Lek", "the mighty river Lek, of course"))

    with serving(wordy, good) as server:
        ask(server, notes(tmp_path, WIND), critic=True)
    critic = server.requests[1]
    assert critic.told.startswith("# Judge drafts of flashcards")
    notes_part, drafts_part = critic.given.split("END NOTES")
    assert "## What they drain" in notes_part
    assert re.search(r'"draft": "d-[0-9a-f]{6}", "point": "What they drain"', drafts_part)
    assert '"held": ["' in drafts_part


def test_a_critic_that_says_nothing_of_use(tmp_path: Path) -> None:
    """The drafts stay as they are, and wait for it another time."""
    with serving(judging("They all look fine to me.")) as server:
        asked = ask(server, notes(tmp_path, TIDE), critic=True)
        assert {(one.critic, one.verdict) for one in asked.drafts} == {("", "ship")}
        (problem,) = asked.outcome.problems
        assert "cannot be read" in problem.message
    with serving(good) as server:
        asked = ask(server, tmp_path, critic=True)
    assert [request.judges for request in server.requests] == [True]
    assert {one.critic for one in asked.drafts} == {"some-model"}


def test_a_plain_answer_of_a_critic(tmp_path: Path) -> None:
    """Lines of JSON among other words are read; names that are none are passed over."""
    said = (
        "Here is what I think.\n"
        '{"draft": "[d-1]", "verdict": "drop", "reason": "a platitude"}\n'
        '{"draft": "d-9", "verdict": "drop", "reason": "there is none"}\n'
        '{"draft": "d-2", "verdict": "burn", "reason": "no such word"}\n'
        '{"draft": "d-1", "verdict": "keep", "reason": "on second thoughts"}'
    )
    with serving(judging(said)) as server:
        first, second = ask(server, notes(tmp_path, TIDE), critic=True).drafts
    assert (first.critic, first.objection) == ("some-model", "a platitude")
    assert (second.critic, second.verdict) == ("", "ship")
