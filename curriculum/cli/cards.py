"""``curriculum cards``: the cards, with rule, source line and verdict."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from curriculum.cli import console
from curriculum.cli.crew import crew
from curriculum.cli.library import given
from curriculum.cli.problem_list import show_problems
from curriculum.cli.sources import folder_of, sources_argument, typed
from curriculum.count import several

if TYPE_CHECKING:
    from curriculum.cards.card import Card
    from curriculum.reading.library import Library


_COLUMNS = ("verdict", "rule", "kind", "question", "answer", "text", "context", "quote", "credit", "key")


@click.command("cards")
@sources_argument
@click.option("--json", "as_json", is_flag=True, help="Write one JSON document instead of a listing.")
@click.option(
    "--csv", "as_csv", is_flag=True, help="Write a table with one card a line instead of a listing."
)
@click.option("--held", is_flag=True, help="Only the cards that are held back, with the reasons.")
@click.option("--rule", default="", metavar="NAME", help="Only the cards of one rule, such as definition.")
@click.option("--study", is_flag=True, help="The terms, claims, questions and goals for the study guide.")
@click.option("--review", is_flag=True, help="Walk through the held cards: keep, edit or drop each.")
@click.option("--learn", is_flag=True, help="Let your decisions teach the judge of cards by rule.")
def command(
    sources: tuple[Path, ...],
    exclude: tuple[str, ...],
    as_json: bool,
    as_csv: bool,
    held: bool,
    rule: str,
    study: bool,
    review: bool,
    learn: bool,
) -> None:
    """Show the cards that the notes give, each with its rule and source, and what is held back.

    SOURCE is an episode file, a folder or a zip file, ./seeds by default. A file cards.toml beside it
    holds your own decisions, judge.toml what --learn made of them.

    \b
    Examples:
      curriculum cards my-notes --held
      curriculum cards my-notes --review
    """
    if as_json + as_csv + review + learn > 1:
        raise click.UsageError("--json, --csv, --review and --learn exclude each other: give one of them.")
    if learn:
        if held or rule or study:
            raise click.UsageError("--learn goes with no other option but --exclude.")
        from curriculum.cli.learn import learn as teach

        teach(sources, exclude)
        return
    if study:
        if as_csv or review or rule:
            raise click.UsageError("--study goes with --held and --json alone.")
        from curriculum.cli.study import show

        show(sources, exclude, held, as_json)
        return
    from curriculum.cards import decision
    from curriculum.cards.pattern import names
    from curriculum.cards.write import share, unparsed, write
    from curriculum.cards.writer.proposal import REWORDED, RULE
    from curriculum.order import LOCK
    from curriculum.reading.language import KIND
    from curriculum.reading.read import read
    from curriculum.reading.whole import is_whole
    from curriculum.shipping import decisions
    from curriculum.shipping import lock as locks
    from curriculum.shipping.beside import beside

    known = (*names(), RULE, REWORDED)
    if rule and rule not in known:
        raise click.BadParameter(
            f"there is no rule {rule!r}; the rules are {', '.join(known)}.", param_hint="--rule"
        )
    library = read(given(sources), exclude=exclude, crew=crew())
    path = folder_of(sources) / decisions.FILE
    decided, proposals, judge = beside(path.parent)
    cards = write(library, decided, proposals, judge, crew())
    forgotten = decision.forgotten(cards, decided)
    if forgotten:
        shipped = {entry.key for entry in locks.read(path.with_name(LOCK)).entries}
        forgotten = tuple(key for key in forgotten if key not in shipped)  # they hold for those
    if forgotten and not is_whole(path.parent, library.files, library.left_out, library.problems):
        forgotten = ()  # their cards may be those of a file that was not read
    for key in forgotten:
        console.say(f"{path.as_posix()}: no card has the key “{key}” any more; you may remove the entry.")
    if review:
        from curriculum.cli.review import review as walk

        crew().rest()  # a person takes longer than any start
        walk([card for card in cards if card.verdict == "held" and (not rule or card.rule == rule)], path)
        return
    chosen = [
        card for card in cards if (not held or card.verdict == "held") and (not rule or card.rule == rule)
    ]
    if as_json:
        console.write_json({"cards": [card.model_dump(mode="json") for card in chosen]})
        return
    if as_csv:
        console.write_csv(_rows(chosen))
        return
    _list(chosen, library)
    covered, points = share(cards, library.episodes)
    ships = sum(card.verdict == "ship" for card in cards)
    dropped = sum(decision.is_dropped(card) for card in cards)
    waiting = len(cards) - ships - dropped
    # 100 % must mean all
    percent = min(round(100 * covered / points), 99 + (covered == points)) if points else 0
    have = f"{several(points, 'key point')} {'has' if covered == 1 else 'have'} a card ({percent} %)"
    of_points = f"; {covered} of {have}" if points else ""
    console.tell(
        f"{several(ships, 'card ships', 'cards ship')}, {waiting} held back"
        f"{f', {dropped} dropped by you' if dropped else ''}{of_points}."
    )
    show_problems(problem for problem in library.problems if problem.kind == KIND)
    show_problems(unparsed(cards))
    if waiting:
        command = f"curriculum cards{typed(sources, exclude)} --review"
        console.say("Next, keep, edit or drop the cards that are held back:")
        console.say(f"  {command}", command)


def _list(cards: Iterable["Card"], library: "Library") -> None:
    """The cards by episode: front, answer, rule and place; held ones with their reasons."""
    titles = {episode.id: episode.title for episode in library.episodes}
    episode = None
    for card in cards:
        if card.source.episode != episode:
            episode = card.source.episode
            console.tell(titles.get(episode, episode))
        mark = "held" if card.verdict == "held" else "card"
        front = card.text if card.kind == "cloze" else card.question
        console.tell(f"  {mark}  {front}")
        if card.kind != "cloze":
            console.tell(f"        {card.answer}")
        if card.context:
            console.tell(f"        in: {card.context}")
        console.tell(f"        {card.rule} · {card.source.path}:{card.source.line}")
        for reason in card.reasons:
            console.tell(f"        held: {reason}")


def _rows(cards: Iterable["Card"]) -> Iterator[Sequence[object]]:
    """One card a row, after a head; text only, for a spreadsheet."""
    yield (*_COLUMNS, "path", "line", "reasons")
    for card in cards:
        own = (getattr(card, name) for name in _COLUMNS)
        yield (*own, card.source.path, card.source.line, " ".join(card.reasons))
