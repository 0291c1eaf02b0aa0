"""Episode files in, a Library out: every line accounted for."""
