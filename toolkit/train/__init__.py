"""Training and export of small translators."""
