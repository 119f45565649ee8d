"""From the lines of a file to its papers: what is head, body, signature, and what hangs on what."""
