"""The library's entry points: the work of the commands, from Python, with names instead of objects."""

from __future__ import annotations

from pathlib import Path

from toolkit.article import parse_article, read_article, require_chinese
from toolkit.article.model import Article
from toolkit.engines import load_model
from toolkit.engines.base import Engine
from toolkit.figures import check_figures, find_figures
from toolkit.summarise import Summary, summarise
from toolkit.translate import FigureMode, Translation, repair
from toolkit.translate import translate_article as translate_with

DEFAULT_MODEL = "zh-en-mini"

__all__ = ["check_figures", "find_figures", "load_model", "repair", "summarise_article", "translate_article"]


def translate_article(
    source: str | Path | Article, *, model: str | Engine = DEFAULT_MODEL, figures: FigureMode = "lock"
) -> Translation:
    """Return the English translation of `source`: a Path to read, the text itself, or an Article.

    `model` is a name that `load_model` takes, or an engine that is loaded already; `figures` is
    "lock", "check" or "off". Raises InputError when there is no Chinese to translate and ModelError
    when the model cannot be loaded.
    """
    article = _article(source)
    require_chinese(article)
    return translate_with(article, _engine(model), figures=figures)


def summarise_article(
    source: str | Path | Article,
    *,
    to: str = "en",
    length: int = 5,
    translator: str | Engine = DEFAULT_MODEL,
) -> Summary:
    """Return a summary of `source` in `length` sentences; `to` is "zh" or "en".

    An English summary of a Chinese article is the translation, by `translator`, of the sentences
    chosen. Raises as `translate_article` does.
    """
    article = _article(source)
    require_chinese(article)
    return summarise(article, to=to, length=length, translator=_engine(translator) if to == "en" else None)


def _article(source: str | Path | Article) -> Article:
    if isinstance(source, Article):
        return source
    return read_article(source) if isinstance(source, Path) else parse_article(source)


def _engine(model: str | Engine) -> Engine:
    return load_model(model) if isinstance(model, str) else model
