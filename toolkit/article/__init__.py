"""A document becomes a title, headings, paragraphs and sentences."""
