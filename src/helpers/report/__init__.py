"""The ranking becomes documents."""
