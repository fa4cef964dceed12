"""The manifest, and verifying from the files alone."""
