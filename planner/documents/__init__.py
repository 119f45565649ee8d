"""Documents in, values out: pure, each value with the line it was read from."""
