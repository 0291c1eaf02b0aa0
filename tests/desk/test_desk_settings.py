"""The desk goes by curriculum.toml as it stands now, where nothing was typed when it was started."""

from pathlib import Path
from typing import Any

import pytest
from desk_sample import KNOWN, ask, desk_started

from curriculum.desk.app import application
from curriculum.desk.desk import Desk
from curriculum.reading.exclusion import NAME


def shown(desk: Desk, path: str) -> Any:
    answer = ask(application(desk), path=path, headers=KNOWN)
    assert answer.status == 200, answer.body
    return answer.json


def printed(desk: Desk) -> dict[str, str]:
    return dict(shown(desk, "/build")["settings"])


def test_print_settings_that_change_are_followed_at_once(folder: Path) -> None:
    desk = desk_started(folder, "--edition", "large")
    assert (printed(desk)["Paper"], printed(desk)["Edition"]) == ("A4", "large")
    (folder / NAME).write_text('paper = "letter"\nedition = "eink"\nsession = "07:15"\n', "utf-8")
    there = printed(desk)
    assert (there["Paper"], there["A session begins"]) == ("Letter", "07:15")
    assert there["Edition"] == "large", "what was typed holds"
    assert desk.order().format.paper.name == "letter"
    (folder / NAME).unlink()
    assert printed(desk)["Paper"] == "A4"


def test_a_model_that_is_named_later_may_be_asked_then(folder: Path) -> None:
    desk = desk_started(folder)
    assert shown(desk, "/write")["model"] is None
    (folder / NAME).write_text('model = "small"\nurl = "http://127.0.0.1:1/v1"\n', "utf-8")
    assert shown(desk, "/write")["model"] == "small"
    assert desk.models.lent, "the person must know the address, which they did not type"
    (folder / NAME).write_text('model = "small"\nno_critic = true\n', "utf-8")
    assert (desk.models.url, desk.models.critic) == (None, None)


def test_a_setting_that_cannot_be_is_told_with_its_line(folder: Path) -> None:
    desk = desk_started(folder)
    (folder / NAME).write_text('# mine\npaper = "b5"\n', "utf-8")
    for path in ("/build", "/write", "/plan"):
        answer = ask(application(desk), path=path, headers=KNOWN)
        assert answer.status == 500
        assert f"{NAME}:2 “paper” must be one of" in answer.json["said"]


@pytest.mark.parametrize("typed", [("--timeout", "30"), ("--critic", "other")])
def test_what_was_typed_for_a_model_that_has_gone_is_told(folder: Path, typed: tuple[str, ...]) -> None:
    (folder / NAME).write_text('model = "ollama:small"\n', "utf-8")
    desk = desk_started(folder, *typed)
    assert shown(desk, "/write")["model"] == "ollama:small"
    (folder / NAME).unlink()
    answer = ask(application(desk), path="/write", headers=KNOWN)
    assert answer.status == 500
    assert f"{typed[0]} goes with --with" in answer.json["said"]
