"""The language core: sentences as dependency parses, their clauses, and questions made of them."""
