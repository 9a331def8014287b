"""Results as text, Markdown, JSON and HTML."""
