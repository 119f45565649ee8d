"""Where everything is kept: the only package that knows SQLModel. Plain values leave it."""
