"""The figures of speed (`make bench`): what was measured, what is wanted, and whether it is met."""
