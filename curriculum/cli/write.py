"""``curriculum write``: cards and study material by a language model, through one of several doors."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from curriculum import opening
from curriculum.cli import console
from curriculum.cli.crew import crew
from curriculum.cli.drafts import SHOWN, authors, passes, summarize, tell_judged, tell_next
from curriculum.cli.library import library_of
from curriculum.cli.model_options import model_wish, naming_options, sending_options
from curriculum.cli.problem_list import show_problems
from curriculum.cli.sources import folder_of, sources_argument, themes_beside, typed
from curriculum.count import several

if TYPE_CHECKING:
    from curriculum.cards.writer.inquiry import Inquiry
    from curriculum.memory.leeches import Leech, Wordings

NOTHING_TO_ASK = "There is nothing to ask: every point has its answer"
_LONG = 30
"""Points from which an answer is longer than many chats give at once."""


class Door(NamedTuple):
    """What every door is given."""

    inquiry: "Inquiry"
    sources: str
    """As they are typed in a command."""
    leeches: "tuple[Leech, ...]" = ()
    """The cards that are forgotten again and again …"""
    wordings: "Wordings | None" = None
    """… by what is to become of them; None where other things are asked."""

    @property
    def write(self) -> str:
        """The command that this is, with its sources."""
        return f"curriculum write{self.sources}{' --leeches' if self.wordings else ''}"


@click.command("write")
@sources_argument
@click.option(
    "--ask", type=click.Path(path_type=Path), metavar="FILE", help="Write what to paste into a chat to FILE."
)
@click.option(
    "--size",
    type=click.IntRange(min=4_000),
    metavar="N",
    help="With --ask: several files of N characters; with --with: requests of that length.",
)
@click.option(
    "--reply",
    type=click.Path(path_type=Path),
    metavar="FILE",
    multiple=True,
    help="Take in what the chat answered (repeatable).",
)
@naming_options
@sending_options
@click.option("--episode", "names", multiple=True, metavar="ID", help="Only this episode (repeatable).")
@click.option("--theme", multiple=True, metavar="TEXT", help="Only episodes that matter for it (repeatable).")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    metavar="N",
    help="Only the first N episodes with something to ask.",
)
@click.option(
    "--leeches", is_flag=True, help="Have cards reworded that Anki says you forget again and again."
)
@click.option("--undo", is_flag=True, help="With --leeches: take all new words of such cards back.")
@click.option(
    "--lock",
    type=click.Path(dir_okay=False, path_type=Path),
    help="With --leeches: what was shipped; curriculum.lock in the source folder by default.",
)
@click.option("--json", "as_json", is_flag=True, help="Write one JSON document instead of a summary.")
def command(
    sources: tuple[Path, ...],
    exclude: tuple[str, ...],
    ask: Path | None,
    size: int | None,
    reply: tuple[Path, ...],
    leeches: bool,
    undo: bool,
    lock: Path | None,
    as_json: bool,
    **chosen: Any,
) -> None:
    """Have a language model write cards and study material; drafts.jsonl beside the notes keeps them.

    --ask writes an instruction to paste into any chat, --reply takes in its answer; --with asks a model by
    itself, after saying what goes where and what it costs. What stands in the notes decides which drafts
    pass; build uses those, and opens no connection. --leeches asks for other words for cards that you forget
    again and again (`curriculum progress` asks Anki which); your reviews of them stay.

    SOURCE is an episode file, a folder or a zip file, ./seeds by default.

    \b
    Examples:
      curriculum write my-notes --ask ask.md
      curriculum write my-notes --with openai:gpt-5 --dry-run
    """
    if ask and reply:
        raise click.UsageError(
            "--ask and --reply exclude each other: ask, paste, save the answer, then --reply."
        )
    wish = model_wish(chosen)
    if wish.name and (ask or reply):
        raise click.UsageError("--with asks a model by itself: leave out --ask and --reply.")
    if size and not (ask or wish.name):
        raise click.UsageError("--size says how long the files of --ask or the requests of --with are.")
    if (undo or lock) and not leeches:
        raise click.UsageError("--undo and --lock go with --leeches.")
    if leeches:
        from curriculum.cli.leeches import leech_door, nothing_to_reword, receive, take_back, tell

        door = leech_door(sources, exclude, lock, size, chosen)
        wish = wish._replace(critic=None)  # that the fact is worth it, the person has decided
        if undo:
            take_back(door, as_json)
            return
        if not as_json and not reply and nothing_to_reword(door):
            return
        receiving, telling = receive, tell
    else:
        door = _door(sources, exclude, size, chosen)
        receiving, telling = _receive, _tell
    if wish.name:
        from curriculum.cli.write_with import write_with

        write_with(door, wish, as_json)
    elif reply:
        receiving(door, reply, as_json)
    elif ask:
        _ask(door, ask, wish.critic is not None, as_json)
    else:
        telling(door, as_json)


def _door(
    sources: tuple[Path, ...],
    exclude: tuple[str, ...],
    size: int | None,
    chosen: dict[str, Any],
) -> Door:
    """Read the notes and the drafts, and find what is to be asked."""
    from curriculum.cards.write import write
    from curriculum.cards.writer import drafts_file
    from curriculum.cards.writer.asking import Told
    from curriculum.cards.writer.drafting import Drafting
    from curriculum.cards.writer.examples import examples
    from curriculum.cards.writer.inquiry import Inquiry
    from curriculum.cards.writer.sheet import instruction
    from curriculum.shipping import decisions

    told = instruction(own=chosen["own"])
    library = library_of(sources, exclude)
    folder = folder_of(sources)
    drafting = Drafting(library, folder / drafts_file.FILE)
    episodes = chosen_episodes(library, sources, chosen["names"], chosen["theme"])
    decided = decisions.read(folder / decisions.FILE)
    likes = examples(write(library, decided, drafting.proposals, crew=crew()), decided) if decided else ""
    crew().rest()  # a model takes longer than any start
    inquiry = Inquiry(drafting, Told(told, likes, size), episodes, chosen["limit"])
    return Door(inquiry, typed(sources, exclude))


def chosen_episodes(
    library: Any, sources: tuple[Path, ...], names: Sequence[str], themes: Sequence[str]
) -> "set[str] | None":
    """The ids of the episodes that the options name; None for all."""
    from curriculum.planning.selection import select
    from curriculum.planning.wish import Wish

    if not names and not themes:
        return None
    ids = {episode.id for episode in library.episodes}
    for name in names:
        if name not in ids:
            raise click.BadParameter(
                f"there is no episode {name!r}; `curriculum read --json` lists the ids.",
                param_hint="--episode",
            )
    of_themes = select(library, themes_beside(sources), Wish(themes=tuple(themes))).episodes if themes else ()
    return {*names, *(episode.id for episode in of_themes)}


def _ask(door: Door, path: Path, judge: bool, as_json: bool) -> None:
    """Write what to paste into a chat: for a writer while a point has no answer, then for a critic."""
    from curriculum.kept import replace
    from curriculum.writing import unwritten

    made = door.inquiry.sheets(judge)
    single = len(made) == 1
    files = [
        path if single else path.with_name(f"{path.stem}-{n + 1}{path.suffix}") for n in range(len(made))
    ]
    for file, sheet in zip(files, made, strict=True):
        try:
            replace(file, sheet.text)
        except OSError as error:
            raise unwritten(error, file, "Name another file with --ask.") from error
    asked = sum(sheet.asked for sheet in made)
    what = made[0].about if made else "draft" if judge else "point"
    if as_json:
        console.write_json({"files": [str(file) for file in files], "about": what, "asked": asked})
        return
    if not made:
        judged = " and every draft is judged" if judge else ""
        console.tell(f"{NOTHING_TO_ASK}{judged}.")
        return
    for file, sheet in zip(files, made, strict=True):
        console.tell(f"{file}: {several(sheet.asked, what)}, {len(sheet.text):,} characters.")
    if what == "draft":
        console.tell("Every point has its answer. This asks a critic, who has not written the drafts:")
    console.tell(f"Next, paste {'it' if single else 'each'} into a new chat and save what it answers:")
    console.paste(f"  {door.write} --reply answer.txt")
    if asked > _LONG and door.inquiry.told.size is None:
        console.say(
            "Should the chat stop early: --reply takes what there is, the next --ask asks for the rest."
        )


def _receive(door: Door, replies: Sequence[Path], as_json: bool) -> None:
    """Take in what a chat answered, as a writer or as a critic."""
    from curriculum.cards.writer.receipt import Receipt, take_in

    drafting = door.inquiry.drafting
    version = door.inquiry.told.instruction.version
    receipt = Receipt()
    for path in replies:
        receipt = receipt.plus(take_in(drafting, text_of(path), version, path.as_posix()))
    new, revised, problems = receipt
    left = sum(len(one.asked) for one in drafting.assignments())
    if as_json:
        drafts = {one.key: one.model_dump(mode="json") for one in (*new, *revised)}
        told = [problem.model_dump(mode="json") for problem in problems]
        console.write_json({"drafts": [*drafts.values()], "problems": told, "left": left})
        return
    if not new and not revised and not problems:
        console.tell("Nothing new: all that is here was taken in before.")
    if revised:
        tell_judged(revised, door.sources)
    if new:
        summarize(new, left, door.sources)
    tell_next(drafting.proposals, left, sum(map(len, door.inquiry.waiting)), door.sources)
    show_problems(problems, limit=SHOWN)


def text_of(path: Path) -> str:
    """What somebody saved; raises CurriculumError when it cannot be read."""
    from curriculum.problems import CurriculumError

    try:
        return opening.read_text(path)
    except OSError as error:
        said, remedy = f"The reply cannot be read: {opening.why(error)}.", "Save the answer as a text file."
        raise CurriculumError.of("reply", said, remedy, path.as_posix()) from error


def _tell(door: Door, as_json: bool) -> None:
    """What stands in the file, what is still to be asked, and the doors."""
    from curriculum.cards.writer.tally import tally

    assignments, proposals = door.inquiry.assignments, door.inquiry.drafting.proposals
    asked = sum(len(one.asked) for one in assignments)
    cards = [one for one in proposals if one.what == "card"]
    if as_json:
        episodes = [
            {"id": one.episode.id, "points": [place.id for place in one.asked]} for one in assignments
        ]
        console.write_json({"drafts": [one.model_dump(mode="json") for one in proposals], "ask": episodes})
        return
    where = door.inquiry.drafting.path.as_posix()
    if cards:
        told = tally(cards)
        judged = sum(bool(one.critic) for one in cards)
        console.tell(
            f"{where}: {several(told.cards, 'draft')} of cards by {authors(cards)}: "
            f"{passes(told.passing)}, {len(told.held)} held; a critic has judged {judged}."
        )
    else:
        console.tell(f"{where}: no drafts yet.")
    if asked:
        console.tell(f"To ask: {several(asked, 'point')} of {several(len(assignments), 'episode')}.")
    else:
        console.tell("Every point has its answer.")
    if asked and not cards:
        console.tell("Next, by any chat:")
        console.paste(f"  curriculum write{door.sources} --ask ask.md")
        console.tell("Or by a model that answers this program:")
        console.paste(f"  curriculum write{door.sources} --with openai:gpt-5")
    else:
        tell_next(proposals, asked, sum(map(len, door.inquiry.waiting)), door.sources)
