"""One rule a file: each turns a narrow kind of sentence into a card, or stays silent."""
