"""The chapters of the annual report: each takes the digest and gives blocks."""
