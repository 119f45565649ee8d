"""Plans and anniversaries become one campaign calendar, with feeds and checklists per agency."""
