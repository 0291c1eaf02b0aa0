"""What learners hold: settled against the lock, what is new, changed, the same or gone."""
