"""An article's sentences in the languages that a model reads or writes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import groupby

from toolkit.article.model import Article
from toolkit.engines.base import Engine
from toolkit.errors import InputError
from toolkit.translate import translate_sentences


class Views:
    """The article as it is, and its translation, made once when it is first needed."""

    def __init__(self, article: Article, translator: Engine | None) -> None:
        self._article = article
        self._translator = translator

    def texts(self, lang: str) -> Sequence[str]:
        """Return the text of each sentence in `lang`; raise InputError when there is no translator for it."""
        return self._own if lang == self._article.lang else self._translated

    def paragraphs(self, lang: str) -> list[list[str]]:
        """Return the texts in `lang` by paragraph."""
        pairs = zip(self._article.sentences, self.texts(lang), strict=True)
        groups = groupby(pairs, key=lambda pair: pair[0].paragraph)
        return [[text for _, text in group if text] for _, group in groups]

    @cached_property
    def _own(self) -> list[str]:
        return [sentence.text for sentence in self._article.sentences]

    @cached_property
    def _translated(self) -> list[str]:
        if self._translator is None:
            raise InputError("this model's summary needs the article's translation; give --translator")
        return [segment.target for segment in translate_sentences(self._own, self._translator)]
