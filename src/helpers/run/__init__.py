"""The border to papermill: parameters in, executed notebooks out, commit and recovery."""
