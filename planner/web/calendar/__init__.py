"""The calendar in all its views, what stands beside it, moving, finding."""
