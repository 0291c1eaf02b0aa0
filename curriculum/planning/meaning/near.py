"""How near what each episode means is to what somebody asks."""

from collections.abc import Mapping
from contextlib import suppress
from itertools import chain

from curriculum.install import how_to
from curriculum.planning.index import Index
from curriculum.planning.meaning import kept, model
from curriculum.planning.meaning.pieces import pieces
from curriculum.planning.query import Query

MOST = 2_000
"""Episodes of a library that are read for their meaning: the first time, a second reads about four."""
DIGITS = 2
"""What is left of a cosine: processors differ in the sixth."""


class Near:
    """Asks the model; where it is not there, or the query is not for it, words alone decide."""

    def __init__(self, progress: kept.Progress | None = None) -> None:
        """``progress`` is called with how many new texts of the library are read, and how many there are."""
        self._progress = progress
        self._last: tuple[Index, Mapping[int, list[model.Vector]]] | None = None
        self.reason = ""
        """Why words alone decided though the query has a meaning, and the way out; "" when they did not."""

    def __call__(self, index: Index, query: Query) -> Mapping[int, float]:
        """Place of each episode in English → cosine with the query, -1 to 1; {} when words alone decide.

        They do for quoted words and words after a minus, which are meant to the letter.
        """
        if not query.stems or query.phrases or query.without:
            return {}
        if index.total > MOST:
            self.reason = f"Only words were looked for: there are more than {MOST:,} episodes."
            return {}
        try:
            asked = kept.vectors([query.text])[query.text]
            said = self._vectors(index)
        except model.Missing as missing:
            self.reason = f"Only words were looked for. {missing} {how_to('curriculum[semantic]')}."
            return {}
        return {place: _cosine(asked, found) for place, found in said.items()}

    def knows(self, index: Index) -> bool:
        """Whether its episodes have been read for their meaning: then the answer is there at once."""
        return self._last is not None and self._last[0] is index

    def read(self, index: Index, progress: kept.Progress | None = None) -> None:
        """Read its episodes for their meaning, where that can be; what ``progress`` raises ends it."""
        if index.total <= MOST:
            with suppress(model.Missing):
                self._vectors(index, progress)

    def _vectors(
        self, index: Index, progress: kept.Progress | None = None
    ) -> "Mapping[int, list[model.Vector]]":
        """Place → the vectors of the episode's pieces; those of the last index are at hand."""
        if self._last is not None and self._last[0] is index:
            return self._last[1]
        if not model.is_installed():
            raise model.Missing(model.ABSENT)
        places = (place for place, id in enumerate(index.ids) if id)
        said = {place: found for place in places if (found := [*pieces(index.episode(place))])}
        vectors = kept.vectors([*chain.from_iterable(said.values())], progress or self._progress)
        self._last = index, {place: [vectors[text] for text in found] for place, found in said.items()}
        return self._last[1]


def _cosine(asked: "model.Vector", pieces: "list[model.Vector]") -> float:
    """The mean of the two nearest pieces': that a single one is near may be chance."""
    import numpy as np

    cosines = np.sort(np.array(pieces, dtype=np.float64) @ asked.astype(np.float64))
    return round(float(cosines[-2:].mean()), DIGITS)
