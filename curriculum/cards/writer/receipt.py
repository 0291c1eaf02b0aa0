"""A receipt: what became of a reply out of a chat, from a writer or from a critic."""

from typing import NamedTuple

from curriculum.cards.writer import critic, reply
from curriculum.cards.writer.drafting import Drafting
from curriculum.cards.writer.intake import Signed, most
from curriculum.cards.writer.proposal import Proposal
from curriculum.problems import CurriculumError, Problem
from curriculum.reading.correspondence import is_sheet

CHAT = "chat"
"""The author of what a chat window said."""


class NoReply(CurriculumError):
    """What was to be pasted into a chat is no reply."""


class Receipt(NamedTuple):
    """Drafts as they stand in the file now, and what could not be read."""

    new: tuple[Proposal, ...] = ()
    """Of a writer; none that was there before."""
    judged: tuple[Proposal, ...] = ()
    """Those that a critic has spoken of, for the first time."""
    problems: tuple[Problem, ...] = ()

    def plus(self, other: "Receipt") -> "Receipt":
        """Both together; of a draft that is in both stands what the other says."""
        new, judged = (
            tuple({draft.key: draft for draft in (*mine, *theirs)}.values())
            for mine, theirs in ((self.new, other.new), (self.judged, other.judged))
        )
        return Receipt(new, judged, (*self.problems, *other.problems))


def take_in(drafting: Drafting, text: str, instruction: str, path: str = "") -> Receipt:
    """Take in a whole reply, whoever of the two it is from; what comes in is in the file then.

    ``instruction`` is the version that the chat was given, ``path`` the reply's, for the problems.

    Raises:
        NoReply: it is what was to be pasted.
        CurriculumError: the file cannot be read or written.
    """
    if is_sheet(text):
        said = "This is what was to be pasted into a chat, and no answer."
        raise NoReply.of("reply", said, "Save what the chat answers, and give that.", path)
    read = reply.read(text, path)
    bound = most(len(drafting.library.episodes), len(drafting.places))
    received = drafting.receive(read.items[:bound], Signed(CHAT, instruction), path)
    verdicts = critic.of_verdicts(critic.read(text), drafting.proposals)
    judged = drafting.revise(verdicts, CHAT) if verdicts else ()
    unread = () if verdicts and not read.items else read.problems
    if len(read.items) > bound:
        message = f"The reply holds {len(read.items):,} items; only the first {bound:,} were taken in."
        remedy = "No answer about these notes is so long: look at what you saved."
        unread = (*unread, Problem(path=path, kind="reply", message=message, remedy=remedy))
    return Receipt(received.proposals, judged, (*unread, *received.problems))
