"""``curriculum write --leeches``: other words for cards that are forgotten again and again."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from curriculum.cli import console
from curriculum.cli.crew import crew
from curriculum.cli.drafts import SHOWN, tell_held
from curriculum.cli.library import library_of
from curriculum.cli.problem_list import show_problems
from curriculum.cli.sources import folder_of, typed
from curriculum.cli.write import Door, chosen_episodes, text_of
from curriculum.count import several

if TYPE_CHECKING:
    from curriculum.cards.writer.proposal import Proposal
    from curriculum.memory.memory import Memory
    from curriculum.problems import Problem


def leech_door(
    sources: tuple[Path, ...],
    exclude: tuple[str, ...],
    lock: Path | None,
    size: int | None,
    chosen: dict[str, Any],
) -> Door:
    """Read the notes and what Anki remembers, and find the cards that are to be reworded.

    Raises CurriculumError when Anki was never asked.
    """
    from curriculum.cards.write import write
    from curriculum.cards.writer import drafts_file
    from curriculum.cards.writer.asking import Told
    from curriculum.cards.writer.drafting import Drafting
    from curriculum.cards.writer.examples import examples
    from curriculum.cards.writer.inquiry import Inquiry
    from curriculum.cards.writer.sheet import instruction
    from curriculum.memory.leeches import leeches, wordings
    from curriculum.memory.rewording import Shelf, receive
    from curriculum.order import LOCK
    from curriculum.shipping import lock as locks
    from curriculum.shipping.beside import beside

    folder = folder_of(sources)
    lock_path = lock or folder / LOCK
    memory = _memory(lock_path, typed(sources, exclude))
    library = library_of(sources, exclude)
    drafting = Drafting(library, folder / drafts_file.FILE)
    decided, proposals, judge = beside(folder)
    held = locks.read(lock_path)
    cards = write(library, decided, proposals, judge, crew())
    found = leeches(memory, held, cards, library)
    wanted = chosen_episodes(library, sources, chosen["names"], chosen["theme"])
    found = tuple(one for one in found if wanted is None or one.card.source.episode in wanted)
    sorted_out = wordings(found, drafting.places, proposals)
    episodes = list(dict.fromkeys(one.place.episode.id for one in sorted_out.asked))[: chosen["limit"]]
    asked = tuple(one for one in sorted_out.asked if one.place.episode.id in episodes)
    told = Told(instruction("leeches", chosen["own"]), examples(cards, decided) if decided else "", size)
    all_of_it = (*asked, *sorted_out.reworded)
    reword = partial(receive, drafting, Shelf(held, decided, judge), all_of_it)
    inquiry = Inquiry(drafting, told, wanted, wordings=asked, reword=reword)
    return Door(inquiry, typed(sources, exclude), found, sorted_out._replace(asked=asked))


def _memory(lock_path: Path, sources: str) -> "Memory":
    from curriculum.memory import memory_file
    from curriculum.problems import CurriculumError

    path = lock_path.parent / memory_file.FILE
    memory = memory_file.read(path)
    if memory is None:
        raise CurriculumError.of(
            "progress",
            "Anki was not asked yet which cards you forget again and again.",
            f"Run `curriculum progress{sources}` first.",
            path.as_posix(),
        )
    return memory


def left_of(door: Door) -> int:
    """How many cards wait for other words still."""
    done = {
        one.rewords for one in door.inquiry.drafting.proposals if one.what == "rewording" and not one.adds
    }
    return sum(one.key not in done for one in door.inquiry.wordings)


def tell(door: Door, as_json: bool) -> None:
    """The cards that are forgotten again and again, and the doors."""
    asked = {one.held: one for one in door.inquiry.wordings}
    if as_json:
        console.write_json(
            {
                "leeches": [
                    {
                        "key": one.entry.key,
                        "episode": one.card.source.episode,
                        "fields": one.entry.fields,
                        "lapses": one.lapses,
                        "suspended": one.suspended,
                        "asked": one.entry.key in asked,
                    }
                    for one in door.leeches
                ]
            }
        )
        return
    if asked:
        are = "card is" if len(asked) == 1 else "cards are"
        console.tell(f"{len(asked)} {are} forgotten again and again, and can be put in other words:")
        for one in list(asked.values())[:SHOWN]:
            console.tell(f"  · {one.question} (forgotten {several(one.lapses, 'time')})")
        if len(asked) > SHOWN:
            console.tell(f"  · and {len(asked) - SHOWN} more")
    _tell_others(door)
    if asked:
        console.tell("Next, by any chat:")
        console.paste(f"  {door.write} --ask leeches.md")
        console.tell("Or by a model that answers this program:")
        console.paste(f"  {door.write} --with openai:gpt-5")


def nothing_to_reword(door: Door) -> bool:
    """Whether no card is to be reworded; then that is told."""
    if not door.inquiry.wordings:
        _tell_others(door)
    return not door.inquiry.wordings


def _tell_others(door: Door) -> None:
    """Why cards are not asked about; the way out where there is none at all."""
    found = door.wordings
    if found is None or not door.leeches:
        console.tell(
            "When Anki was last asked, none of these cards was one that you forget again and again: "
            f"`curriculum progress{door.sources}` asks anew."
        )
        return
    if found.own:
        desk = f"`curriculum desk{door.sources}`, Cards"
        console.tell(f"{several(found.own, 'leech', 'leeches')} in your own words: reword by hand ({desk}).")
    if found.reworded:
        new = f"{several(len(found.reworded), 'leech has', 'leeches have')} new words already"
        console.tell(f"{new}: asked about again when forgotten four more times.")
    if found.unread:
        console.tell(
            f"{several(found.unread, 'leech', 'leeches')} of no key point, or not in English: reword by hand."
        )


def receive(door: Door, replies: Sequence[Path], as_json: bool) -> None:
    """Take in what a chat answered."""
    from curriculum.cards.writer.intake import Signed
    from curriculum.cards.writer.receipt import CHAT, NoReply
    from curriculum.cards.writer.reply import read
    from curriculum.reading.correspondence import is_sheet

    assert door.inquiry.reword is not None
    signed = Signed(CHAT, door.inquiry.told.instruction.version)
    new: dict[str, Proposal] = {}
    problems: list[Problem] = []
    for path in replies:
        text, name = text_of(path), path.as_posix()
        if is_sheet(text):
            said = "This is what was to be pasted into a chat, and no answer."
            raise NoReply.of("reply", said, "Save what the chat answers, and give that.", name)
        found = read(text, name)
        received = door.inquiry.reword(found.items, signed, name)
        new |= {f"{one.key} {one.question}": one for one in received.proposals}
        problems += [*found.problems, *received.problems]
    if as_json:
        drafts = [one.model_dump(mode="json") for one in new.values()]
        told = [problem.model_dump(mode="json") for problem in problems]
        console.write_json({"drafts": drafts, "problems": told, "left": left_of(door)})
        return
    if not new and not problems:
        console.tell("Nothing new: all that is here was taken in before.")
    if new:
        tell_reworded(door, list(new.values()))
    show_problems(problems, limit=SHOWN)


def tell_reworded(door: Door, new: "Sequence[Proposal]") -> None:
    """What has new words, what is held and why, and what becomes of it in Anki."""
    passing = [one for one in new if one.verdict == "ship"]
    words, held = [one for one in passing if not one.adds], [one for one in new if one.verdict == "held"]
    more = len(passing) - len(words)
    have = several(len(words), "card has new words", "cards have new words")
    console.tell(f"{have}, {several(more, 'new card')} beside them, {len(held)} held.")
    for one in passing:
        console.tell(f"  {'new ' if one.adds else 'now '}  {one.question} → {one.answer}")
    tell_held(held, " held")
    if left := left_of(door):
        console.tell(f"{several(left, 'card waits', 'cards wait')} for other words still: `{door.write}`.")
    if not passing:
        return
    console.tell("Next, with the new words; your reviews of these cards stay:")
    console.paste(f"  curriculum build{door.sources}")
    reworded = {one.rewords for one in words}
    leeches = (one for one in door.leeches if one.suspended and one.card.key in reworded)
    if suspended := [one.entry.key for one in leeches]:
        from curriculum.shipping.leech import unsuspend

        console.tell(unsuspend(suspended))


def take_back(door: Door, as_json: bool) -> None:
    """Take all new words back."""
    from curriculum.memory.rewording import take_back as take

    gone = take(door.inquiry.drafting)
    if as_json:
        console.write_json({"taken_back": [one.model_dump(mode="json") for one in gone]})
        return
    if not gone:
        console.tell("There are no new words to take back.")
        return
    console.tell(f"{several(len(gone), 'draft')} taken back: the next build ships the words of before.")
    for one in gone:
        console.tell(f"  · {one.question} → {one.answer}")
    console.paste(f"  curriculum build{door.sources}")
