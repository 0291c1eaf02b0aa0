"""What a learner's Anki remembers: read, never written."""
