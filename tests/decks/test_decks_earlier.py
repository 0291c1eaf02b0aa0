"""A lock that an earlier version wrote: what learners have stays what they have.

``fixtures/earlier`` was built by the version that did not yet fold letters: one file with curled quotes
and dashes, one in Unicode's decomposed form.
"""

import shutil
from pathlib import Path

import pytest
from notebook import FORMS

from curriculum.build import preview
from curriculum.letters import fold
from curriculum.order import Order
from curriculum.shipping import lock as locks
from curriculum.shipping.settle import Shipment

EARLIER = Path(__file__).parent / "fixtures" / "earlier"


def built(folder: Path) -> Shipment:
    return preview(Order(sources=(folder,), now=1_900_000_000)).shipment


@pytest.mark.parametrize("form", FORMS)
def test_the_lock_of_an_earlier_version_ships_no_change(form: str, tmp_path: Path) -> None:
    folder = shutil.copytree(EARLIER, tmp_path / "notes")
    for path in folder.glob("*.md"):
        path.write_bytes(FORMS[form](path.read_text("utf-8")).encode("utf-8"))
    shipment = built(folder)
    entries = locks.read(EARLIER / "curriculum.lock").entries
    assert (shipment.updated, shipment.retired) == ((), ())
    assert len(shipment.unchanged) == len(entries) == 6
    # today's patterns may find facts that no card asked for, and none that one did
    held = {fold(entry.fields["quote"]) for entry in entries}
    assert held.isdisjoint(fold(note.fields["quote"]) for note in shipment.new)


def test_a_word_that_changes_still_arrives(tmp_path: Path) -> None:
    folder = shutil.copytree(EARLIER, tmp_path / "notes")
    kitchen = folder / "kitchen.md"
    kitchen.write_text(kitchen.read_text("utf-8").replace("with a flame", "with a hot iron"), "utf-8")
    (note,) = built(folder).updated
    assert note.fields["answer"] == "A crust of sugar, brûlé with a hot iron."
