"""Split, lock the figures, run the engine, check, repair, join."""
