"""The library's entry points: the work of the commands, from Python, with names instead of objects."""

from __future__ import annotations

from collections.abc import Sequence
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
    model: str | Engine | None = None,
    translator: str | Engine = DEFAULT_MODEL,
    must_include: Sequence[str] = (),
    focus: str | None = None,
) -> Summary:
    """Return a summary of `source` in `length` sentences; `to` is "zh" or "en".

    The sentences are the article's own, or written by `model`; for another language than the
    article's `translator` translates them. Each of `must_include` is a figure of the article that the
    summary must carry, `focus` what it should be about. Raises as `translate_article` does.
    """
    article = _article(source)
    require_chinese(article)
    return summarise(
        article,
        to=to,
        length=length,
        model=None if model is None else _engine(model),
        translator=_engine(translator) if to != article.lang else None,
        must_include=must_include,
        focus=focus,
    )


def _article(source: str | Path | Article) -> Article:
    if isinstance(source, Article):
        return source
    return read_article(source) if isinstance(source, Path) else parse_article(source)


def _engine(model: str | Engine) -> Engine:
    return load_model(model) if isinstance(model, str) else model
