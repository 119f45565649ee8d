"""Plans with their lines, and how a paper comes in and is reviewed."""
