"""A pretend vault of Obsidian, as one keeps it for years: twelve episode files among notes of every other kind."""

from pathlib import Path

EPISODES: dict[str, str] = {
    "Podcasts/The Kelp Hour/12 Ropes in Cold Water.md": """\
---
type: podcast
guest: Oda Brisk
date: 2026-03-02
---
# Ropes in Cold Water

## Key Points
- **Spacing**: Ropes stand two arm lengths apart.
- **Cold months**: Kelp doubles its weight between February and April.
""",
    "Podcasts/The Kelp Hour/2026/What Buyers Want.md": """\
# What Buyers Want

- They want fuel, not food.
- They pay by the dry tonne.
- They leave when the price of oil falls.
""",
    "Podcasts/Salt Talk/Brine Pumps.md": """\
# Brine Pumps
Host:: [[Len Pratt]]

## Takeaways
- A pump of beech outlives one of iron.
- Brine at eight degrees freezes the valve.

## Quotes
> Salt finds every seam.
""",
    "Readwise/Podcasts/A Mill on Every Stream.md": """\
# A Mill on Every Stream

## Metadata
- Author: [[Stone and Water]]
- Full Title: A Mill on Every Stream
- Category: #podcasts
- URL: https://share.snipd.com/episode/00000000-0000-0000-0000-000000000000

## Highlights
- A stream with a fall of two metres drives one pair of stones.
- The miller was paid in flour, a sixteenth of the sack.
""",
    "Inbox/Interview - Mara Quill on hand-built wheels.md": """\
# Mara Quill on hand-built wheels

Listened on the way to the workshop. https://overcast.fm/+kelp000

1. **Tension**: An even tension matters more than a high one.
2. **Spokes**: Thinner spokes last longer, since they stretch.
""",
    "2026-03-14.md": """\
# 2026-03-14

## Tasks
- [x] order flour

## Podcast: The Kelp Hour 14, the price of iodine
Guest: Ivy Marsh

- Iodine paid for the first roads on the island.
- The kilns burned for a week and gave a bucket.
""",
    "How bread keeps.md": """\
---
tags: [podcast/crumb-and-crust, baking]
---
# How bread keeps

## Summary
Rye holds water longer than wheat does.

## Key takeaways
- Starch sets again as bread cools, and the crumb turns firm.
- A sour dough slows mould for three days.
""",
    "Notes/Sails on the old mill.md": """\
# Sails on the old mill

In this episode of Stone and Water the carpenter Tom Reed explains why a mill has four sails.

- Six sails turn more evenly and cost half as much again.
- A cloth sail is reefed from the ground in a gale.
""",
    "Notes/Folge 31 - Gezeiten.md": """\
# Folge 31: Gezeiten

## Kernaussagen
- Der Tidenhub ist in der Bucht am größten.
- Ein Kutter fährt mit der Flut ein.

## Zitate
> Das Meer wartet nicht.
""",
    "Snipd/Data/Chain and Sprocket/Why chains stretch.md": """\
---
episode_publish_date: 2026-01-09
show: Chain and Sprocket
---
# Why chains stretch

## Snips
- Pins wear, plates do not: a chain grows by its holes.
- A chain that has grown by one part in a hundred eats the sprockets.
""",
    "Areas/Bees/Listening notes, queen rearing.md": """\
# Queen rearing

Podcast: Hive Mind, episode 8

- A larva of one day makes the best queen.
- The starter colony has no brood of its own.
""",
    "README podcasts.md": """\
# Ferry pilots, with Nils Aker

Show: Harbour Radio
Guest: Nils Aker

## Main points
- The pilot boards where the ship still has way.
- Fog is heard before it is seen.
""",
}
"""Path → text of what is to be read."""

OTHERS: dict[str, tuple[str, str]] = {
    ".obsidian/app.json": ("hidden", "{}"),
    ".trash/old podcast.md": ("hidden", "# Podcast: gone\n\nGuest: Nobody\n\n- one\n- two\n"),
    "Templates/Podcast.md": (
        "template",
        "---\ntype: podcast\nguest: {{guest}}\n---\n# {{title}}\n\n## Key Points\n- \n",
    ),
    "Templates/Meeting.md": ("template", "# {{date}} Meeting\n\n## Attendees\n-\n\n## Agenda\n-\n"),
    "Template - Book.md": ("template", "# Title\n\n## Quotes\n-\n"),
    "Areas/new episode.md": (
        "template",
        "# <% tp.file.title %>\n\nGuest: <% tp.system.prompt('Guest') %>\n\n## Takeaways\n- \n",
    ),
    "Daily/2026-03-01.md": ("daily", "# Sunday\n\n- Slept badly.\n- Read a chapter.\n"),
    "Daily/2026-03-02.md": (
        "daily",
        "- [ ] call the mill\n- Heard a good podcast about kelp on the train.\n",
    ),
    "Daily/2026-03-03.md": ("daily", "Rain. Fixed the chain.\n\n## Gratitude\n- the stove\n"),
    "Daily/2026-W10.md": ("daily", "# Week 10\n\n- three rides\n- one loaf\n"),
    "2026-03-15.md": ("daily", "# 2026-03-15\n\n- [x] post the parcel\n- lunch with Ann\n"),
    "Recipes/Rye bread.md": (
        "note",
        "# Rye bread\n\n## Ingredients\n- 500 g rye\n- 10 g salt\n\n## Method\n1. Mix.\n2. Wait.\n",
    ),
    "Recipes/Dulse soup.md": (
        "note",
        "# Dulse soup\n\n- a handful of dulse\n- two potatoes\n\nBoil all of it for an hour.\n",
    ),
    "Oat cakes.md": (
        "note",
        "# Oat cakes\n\nServings: 12\n\n## Ingredients\n- oats\n- lard\n\n## Directions\n- Roll thin.\n",
    ),
    "Lentil stew.md": (
        "note",
        "---\ntype: recipe\n---\n# Lentil stew\n\nHeard of it in an interview with a cook.\n\n- lentils\n- thyme\n",
    ),
    "Meetings/2026-02-11 Board.md": (
        "note",
        "# Board\n\nAttendees: Ann, Bob\n\n## Agenda\n- budget\n\n## Decisions\n- Buy the boat.\n",
    ),
    "Meetings/Podcast planning.md": (
        "note",
        "# Planning\n\n## Attendees\n- Ann\n\n## Action items\n- [ ] find a microphone\n",
    ),
    "1-1 with Ann Lee.md": ("note", "# 1-1 with Ann Lee\n\n- wants to learn welding\n- rota for May\n"),
    "Weekly sync 12 March.md": (
        "note",
        "# Weekly sync\n\n- boat is late\n- new rope came\n\n## Action items\n- Bob calls\n",
    ),
    "Books/The Dry Stone Wall.md": (
        "note",
        "# The Dry Stone Wall\n\nby Hal Moss\n\n## Key ideas\n- One stone over two.\n\n## Quotes\n> A wall is a heap with manners.\n",
    ),
    "Books/Salt.md": (
        "note",
        "---\nauthor: M. Brine\nisbn: 9780000000000\nrating: 4\n---\n# Salt\n\n## Takeaways\n- Salt was tax.\n",
    ),
    "A history of rope.md": (
        "note",
        "---\ncategory: book\nauthor: Una Teal\n---\n# A history of rope\n\n## Key takeaways\n- Hemp before sisal.\n",
    ),
    "Readwise/Articles/Why tides differ.md": (
        "note",
        "# Why tides differ\n\n## Metadata\n- Author: [[coast.example]]\n- Category: #articles\n\n## Highlights\n- The moon leads.\n",
    ),
    "Readwise/Books/Bread and Ash.md": (
        "note",
        "# Bread and Ash\n\n## Metadata\n- Author: [[Pia Roe]]\n- Category: #books\n\n## Highlights\n- Ash was leaven.\n",
    ),
    "Readwise/Tweets/Tweets From Mill Fan.md": (
        "note",
        "# Tweets From Mill Fan\n\n## Metadata\n- Category: #tweets\n\n## Highlights\n- Sails up!\n",
    ),
    "Readwise/Full Document Contents/Podcasts/A Mill on Every Stream.md": (
        "full-text",
        "# A Mill on Every Stream\n\nWelcome to the show. My guest today …\n",
    ),
    "Clippings/Best chain oil.md": (
        "note",
        "---\ntitle: Best chain oil\nsource: https://bikes.example/oil\ntags: clippings\n---\nWax beats oil in rain.\n",
    ),
    "People/Ann Lee.md": ("note", "# Ann Lee\n\nEmail: ann@example.org\nBirthday: 3 May\n\n- likes kelp\n"),
    "People/Tom Reed.md": (
        "note",
        "---\ntags: person\n---\n# Tom Reed\n\nCarpenter. Guest on a podcast once.\n",
    ),
    "Projects/Boat shed.md": (
        "note",
        "# Boat shed\n\n## Goals\n- dry by autumn\n\n## Notes\n- ask for slate\n",
    ),
    "Projects/Board.md": (
        "note",
        "---\nkanban-plugin: board\n---\n\n## To do\n\n- [ ] Record an episode\n\n## Done\n\n- [x] Buy rope\n",
    ),
    "Sketch.excalidraw.md": ("note", "---\nexcalidraw-plugin: parsed\n---\n\n# Text Elements\nropes ^a1\n"),
    "Shopping.md": ("note", "# Shopping\n\n- [ ] flour\n- [ ] salt\n- [ ] rope\n- [x] oil\n"),
    "Podcasts/Index.md": (
        "index",
        "# Podcasts\n\n- [[12 Ropes in Cold Water]]\n- [[Brine Pumps]]\n- [[What Buyers Want]]\n- [[Why chains stretch]]\n",
    ),
    "MOC Podcasts.md": ("index", "# Podcasts\n\n```dataview\nTABLE guest FROM #podcast\n```\n"),
    "Home.md": (
        "index",
        "# Home\n\n- [[MOC Podcasts]]\n- [[Shopping]]\n- [Daily](Daily/2026-03-01.md)\n- [[Boat shed]]\n",
    ),
    "README.md": ("page", "# My vault\n\nNotes since 2019. Sync with git, then open in Obsidian.\n"),
    "CHANGELOG.md": ("page", "# Changelog\n\n## 2026-01\n- moved the daily notes\n"),
    "Notes/Compound interest.md": (
        "silent",
        "# Compound interest\n\nSmall gains add up.\n\n- See [[Patience]].\n- A tenth a year doubles in seven.\n",
    ),
    "Notes/Patience.md": ("silent", "# Patience\n\nMost of it is not looking.\n"),
    "Notes/Knots.md": (
        "silent",
        "# Knots\n\n## Bowline\n- does not slip\n\n## Sheet bend\n- joins two ropes\n",
    ),
    "Areas/Garden/Beans.md": ("silent", "# Beans\n\n- sow in May\n- pick when the pods rattle\n"),
    "Areas/Garden/Compost.md": ("silent", "# Compost\n\nBrown and green, one to one.\n"),
    "Wi-Fi.md": ("silent", "# Wi-Fi\n\nThe name is on the box.\n"),
    "Sourdough log.md": ("silent", "# Sourdough log\n\n- Monday: flat\n- Friday: better\n"),
    "Untitled.md": ("blank", "\n"),
    "Map.canvas": ("attachment", "{}"),
    "Attachments/kelp.png": ("attachment", "PNG"),
    "Tables/Rides.csv": ("attachment", "day,km\n1,20\n"),
}
"""Path → why it is left out, and its text. Hidden folders are left out as one."""


def make(folder: Path) -> Path:
    """Write the vault into a folder."""
    for path, text in (EPISODES | {path: text for path, (_, text) in OTHERS.items()}).items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return folder
