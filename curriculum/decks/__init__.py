"""Notes out to Anki: note types, deck names, packages. genanki is known here and nowhere else."""
