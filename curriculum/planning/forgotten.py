"""What a learner is forgetting: how weak episodes and points are, for what is recalled and asked again."""

from collections.abc import Mapping

from curriculum.value import Value

WEAK = 0.15
"""From this weakness on something is being forgotten: Anki lets a tenth be forgotten by itself."""


class Forgotten(Value):
    """How weak the learner is, from 0 (sure) to 1 (gone); what nobody has studied is left out."""

    episodes: Mapping[str, float] = {}
    """Episode id → weakness."""
    points: Mapping[str, float] = {}
    """Point id → weakness."""

    def under(self, names: Mapping[str, str]) -> "Forgotten":
        """With other ids, old → new, of episodes."""
        weak = {names.get(id, id): weakness for id, weakness in self.episodes.items()}
        return self.model_copy(update={"episodes": weak})

    @property
    def weak_points(self) -> tuple[str, ...]:
        """Ids of the points that are being forgotten, the weakest first."""
        weak = [id for id, weakness in self.points.items() if weakness >= WEAK]
        return tuple(sorted(weak, key=lambda id: (-self.points[id], id)))


NOTHING = Forgotten()
"""Of a learner who was never asked."""
