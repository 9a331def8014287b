"""Split, lock the figures, run the engine, check, repair, join."""

from toolkit.translate.article import assemble_translation, translate_article, translate_sentences
from toolkit.translate.documents import repair_document
from toolkit.translate.glossary import NO_TERMS, Glossary, read_glossary
from toolkit.translate.model import FigureMode, Segment, Translation, paragraphs
from toolkit.translate.repair import Repaired, repair

__all__ = [
    "NO_TERMS",
    "FigureMode",
    "Glossary",
    "Repaired",
    "Segment",
    "Translation",
    "assemble_translation",
    "paragraphs",
    "read_glossary",
    "repair",
    "repair_document",
    "translate_article",
    "translate_sentences",
]
