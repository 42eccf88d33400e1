"""Mentions to catalogue: parties, pronouns, places, times."""
