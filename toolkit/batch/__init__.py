"""A corpus instead of an article."""
