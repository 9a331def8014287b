"""How two lists of figures are compared: what is equal, what belongs together, what is implied."""
