"""The print options make a format, and refuse what is none."""

from typing import Any

import click
import pytest
from click.testing import CliRunner

from curriculum.cli.print_options import OPTIONS, format_of, print_options
from curriculum.guides.paper import EDITIONS, LETTER, PAPERS, PLAIN, Format


@click.command()
@print_options
def command(**options: Any) -> None:
    assert set(options) == set(OPTIONS)
    format = format_of(**options)
    click.echo(
        f"{format.paper.name} {format.edition.name} {format.colour} {format.language} {format.flashcards}"
    )
    assert isinstance(format, Format)


def test_without_options_it_is_the_plain_format() -> None:
    result = CliRunner().invoke(command)
    assert result.output.split() == ["a4", "standard", "False", "en-GB", "none"]
    assert format_of("a4", "standard", False, "en-GB", None, "none", False) == PLAIN


def test_every_paper_and_edition_can_be_asked_for() -> None:
    for paper in PAPERS:
        for edition in EDITIONS:
            result = CliRunner().invoke(command, ["--paper", paper, "--edition", edition, "--language", "de"])
            assert result.output.split()[:2] == [paper, edition]
    assert PAPERS["letter"] is LETTER


@pytest.mark.parametrize(
    "wrong",
    [["--paper", "a3"], ["--edition", "tiny"], ["--language", "klingon-xx-"], ["--templates", "nowhere"]],
)
def test_what_does_not_exist_is_wrong_usage(wrong: list[str]) -> None:
    assert CliRunner().invoke(command, wrong).exit_code == 2
