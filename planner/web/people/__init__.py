"""Signing in, accounts and roles, and what is new for whoever is signed in."""
