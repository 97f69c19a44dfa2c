"""Wrong characters: a small model of which characters stand together, and what it suspects."""
