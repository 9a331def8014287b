"""One reader a format: bytes or text -> Document."""
