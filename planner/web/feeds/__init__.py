"""Feeds as calendar programs fetch them, and their pages."""
