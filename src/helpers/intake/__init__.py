"""Files become facts: raw read, locate, marks, names, corrections, the ledger."""
