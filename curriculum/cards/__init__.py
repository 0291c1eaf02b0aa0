"""Key points in, Cards out: rules, checks, choice, and the lock of what was shipped."""
