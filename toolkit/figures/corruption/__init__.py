"""The ways in which a translation goes wrong in a figure, one function for each."""
