"""Seleksi: from the jurors' spreadsheets to a result that anyone can check.

The rooms, in the order in which data flows through them:
records <- rules <- intake | scoring | sample <- examine | proof <- report <- run <- seal <- cli
"""
