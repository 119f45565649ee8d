"""The work on slots and checklist items: steps, briefs, proof, comments, history."""
