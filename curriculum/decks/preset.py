"""The deck preset "curriculum": new cards a day, as the plan counted them."""

import json
import sqlite3

PRESET_ID = 1100057428196
PRESET_NAME = "curriculum"


def write_preset(cursor: sqlite3.Cursor, new_a_day: int) -> None:
    """Add the preset to a package's collection; Anki applies it only if the learner ticks the box.

    All but its name and the new cards a day is as in the collection's default preset.
    """
    (text,) = cursor.execute("SELECT dconf FROM col").fetchone()
    presets = json.loads(text)
    default = presets["1"]
    presets[str(PRESET_ID)] = {
        **default,
        "id": PRESET_ID,
        "name": PRESET_NAME,
        "new": {**default["new"], "perDay": new_a_day},
        "rev": {**default["rev"], "perDay": 9999},  # a limit on reviews only builds a backlog
    }
    cursor.execute("UPDATE col SET dconf = ?", (json.dumps(presets),))
