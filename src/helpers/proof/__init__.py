"""The independent recount, and comparing with it."""
