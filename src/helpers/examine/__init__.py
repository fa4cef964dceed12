"""How sure is the ranking? Beside the official result, never inside it."""
