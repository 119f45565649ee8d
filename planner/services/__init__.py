"""Use cases: one function, one transaction; the session comes first, the caller commits."""
