"""The vocabulary of `data/{actors,codebook,cues,places}` as frozen tables, its schema checked."""
