"""Facts become a ranking: exact arithmetic, combining, stages, ties."""
