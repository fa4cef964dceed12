"""The generator of the sample seasons."""
