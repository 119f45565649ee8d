"""The field's rules as pure functions over frozen values: no clock, no web, no database."""
