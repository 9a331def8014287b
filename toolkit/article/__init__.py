"""A document becomes a title, headings, paragraphs and sentences."""

from toolkit.article.clauses import split_clauses
from toolkit.article.decoding import decode
from toolkit.article.model import Article, LeftOut, Paragraph, Sentence
from toolkit.article.prose import one_line
from toolkit.article.reading import parse_article, read_article, require_chinese
from toolkit.article.script import count_chinese, detect_language, has_chinese, to_simplified
from toolkit.article.sentences import split_sentences

__all__ = [
    "Article",
    "LeftOut",
    "Paragraph",
    "Sentence",
    "count_chinese",
    "decode",
    "detect_language",
    "has_chinese",
    "one_line",
    "parse_article",
    "read_article",
    "require_chinese",
    "split_clauses",
    "split_sentences",
    "to_simplified",
]
