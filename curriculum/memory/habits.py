"""The habit of one learner: from the settings of their deck and the pace of their answers."""

from curriculum.memory.preset import Preset
from curriculum.memory.reviews import Pace
from curriculum.planning.habit import RETENTION, Habit


def habit(preset: Preset, fsrs: bool, pace: Pace) -> Habit:
    """What a forecast goes by; parameters and retention only where FSRS is what schedules."""
    return Habit(
        parameters=preset.parameters if fsrs else (),
        retention=preset.retention if fsrs and preset.retention else RETENTION,
        new_a_day=preset.new_a_day,
        reviews_a_day=preset.reviews_a_day,
        **pace._asdict(),
    )
