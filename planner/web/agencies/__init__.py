"""Agencies: their checklist, sessions, places and papers."""
