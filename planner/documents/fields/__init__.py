"""One small reader for each field of a reading (the form is in `planner.documents.form`)."""
