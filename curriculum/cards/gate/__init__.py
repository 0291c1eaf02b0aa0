"""The gate for what writers propose: whether a card says what its words say, and is worded to be reviewed."""
