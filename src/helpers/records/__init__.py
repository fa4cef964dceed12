"""The tables and their columns, findings and their codes, words and numbers."""
