"""The letters: Word documents that the office edits, signs, reads aloud or hands over."""
