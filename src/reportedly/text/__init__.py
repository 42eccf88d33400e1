"""Bytes to articles, body and furniture apart; articles to sentences and words."""
