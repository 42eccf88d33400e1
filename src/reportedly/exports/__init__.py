"""Readings to the forms that people and programs take away: one small file a format."""
