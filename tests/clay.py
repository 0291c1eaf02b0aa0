"""Notes of one episode with flashcards, for commands that ask Anki."""

NOTES = """---
show: Kiln Talk
---
# Kilns with Ada Clarke

Key points:

1. **Glaze**: A glaze is a coat of glass.

## Flashcards

- What is bisque? :: clay that was fired once
- What is slip? :: clay that runs like cream
- What is grog? :: fired clay, ground up
- What is a cone? :: a pyramid that bends at one heat
- What is a saggar? :: a box that keeps pots from the flames
"""
