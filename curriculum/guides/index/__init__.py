"""The index of a book: people, names, terms and what headings name, with the points that speak of them."""
