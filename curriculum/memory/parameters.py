"""The parameters of FSRS: older ones brought to the 21 of FSRS-6."""

import math
from collections.abc import Sequence

DECAY_5 = 0.5
"""The fixed decay of FSRS 4.5 and 5."""


def filled(given: Sequence[float]) -> tuple[float, ...]:
    """21 parameters that py-fsrs takes, from the 17 of FSRS 4.5, the 19 of FSRS 5 or the 21 of FSRS-6.

    As fsrs-rs does it (``check_and_fill_parameters``): what is new gets the value under which nothing
    changes; then each is put within its bounds, which are those of py-fsrs. Empty when there are none, or
    when they are not FSRS's.
    """
    from fsrs.scheduler import LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS  # late: the forecast's

    if not all(math.isfinite(one) for one in given):
        return ()
    kept = list(given)
    if len(kept) == 17:
        if kept[5] <= -1 / 3:  # the logarithm below has no such argument
            return ()
        kept[4] += kept[5] * 2
        kept[5] = math.log(kept[5] * 3 + 1) / 3
        kept[6] += 0.5
        kept += [0.0, 0.0]
    if len(kept) == 19:
        kept += [0.0, DECAY_5]
    if len(kept) != len(LOWER_BOUNDS_PARAMETERS):
        return ()
    bounds = zip(kept, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS, strict=True)
    # Anki keeps four bytes of each: what they show beyond six decimals was never meant
    return tuple(round(min(max(one, low), high), 6) for one, low, high in bounds)
