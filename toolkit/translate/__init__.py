"""Split, lock the figures, run the engine, check, repair, join."""

from toolkit.translate.article import translate_article, translate_sentences
from toolkit.translate.model import FigureMode, Segment, Translation
from toolkit.translate.repair import repair_target

__all__ = [
    "FigureMode",
    "Segment",
    "Translation",
    "repair_target",
    "translate_article",
    "translate_sentences",
]
