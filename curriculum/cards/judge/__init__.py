"""How many of a hundred demanding readers would keep a draft by rule: fitted to grades, not set by hand."""
