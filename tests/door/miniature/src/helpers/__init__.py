"""The package of the miniature project."""
