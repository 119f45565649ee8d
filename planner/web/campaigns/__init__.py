"""Campaigns, anniversaries and the cadences behind them."""
