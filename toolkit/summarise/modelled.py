"""A summary that a pretrained model writes, and the article's own sentences where it is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from toolkit.article import detect_language
from toolkit.engines.base import Engine
from toolkit.summarise.abstraction import Abstractor, Written
from toolkit.summarise.extraction import Extractor, misleads
from toolkit.summarise.material import Material
from toolkit.summarise.model import SummarySentence, Wanted
from toolkit.summarise.provenance import Tracer
from toolkit.summarise.routes import RouteName, choose_route
from toolkit.summarise.salience import identity
from toolkit.summarise.views import Views
from toolkit.translate import translate_sentences

# More warnings about single sentences than this say nothing new.
_MOST_NAMED = 3


def write_with_model(
    material: Material,
    wanted: Wanted,
    extractor: Extractor,
    model: Engine,
    *,
    translator: Engine | None,
    to: str,
    route: RouteName,
) -> tuple[list[SummarySentence], list[str]]:
    """Return the summary's sentences and warnings: the model's where they hold, else the article's own.

    Each of the model's sentences that does not hold is replaced by the article's sentence that it is
    nearest to.
    """
    way = choose_route(model.card, lang=material.article.lang, to=to, name=route)
    views = Views(material.article, translator)
    # Translating the whole article only to check a stray sentence of the model is not worth the time.
    tracer = Tracer(material, lambda lang: views.texts(lang) if lang in (material.article.lang, *way) else ())
    key = frozenset(identity(each.figure) for each in material.key)
    abstractor = Abstractor(model, tracer, writes=way.writes, key=key)
    written = abstractor.write(views.paragraphs(way.reads), length=wanted.length)
    written = _in_language(written, to, translator, tracer)
    instead = [sentence.sources[0] for sentence, _ in written.wrong if sentence.sources]
    sentences = extractor.extract(written.right, instead=instead[: wanted.length])
    return sentences, _warnings(written, sentences, model.card.id)


def _in_language(written: Written, to: str, translator: Engine | None, tracer: Tracer) -> Written:
    """Return what was written with its Chinese sentences translated where English is wanted.

    A sentence in another language that cannot be translated, or whose figures the translation gets
    wrong, is counted as wrong.
    """
    right: list[SummarySentence] = []
    wrong = list(written.wrong)
    chinese = [each for each in written.right if to == "en" and detect_language(each.text) == "zh"]
    segments = translate_sentences([each.text for each in chinese], translator) if translator else []
    translations = {segment.source: segment for segment in segments}
    for sentence in written.right:
        segment = translations.get(sentence.text)
        if segment is not None:
            said = tracer.check(segment.target, to, sentence.sources)
            sentence = replace(said, original=sentence.text, notes=segment.notes)
        if detect_language(sentence.text) != to:
            wrong.append((sentence, f"not in the language asked for ({to})"))
        elif misleads(sentence):
            wrong.append((sentence, "a figure was lost in translation"))
        else:
            right.append(sentence)
    return Written(right, wrong)


def _warnings(written: Written, sentences: Sequence[SummarySentence], model: str) -> list[str]:
    """Return which sentences of the model were left out and why, and how many are the article's own."""
    named = [f"left out, {fault}: {sentence.text[:60]}" for sentence, fault in written.wrong[:_MOST_NAMED]]
    more = len(written.wrong) - _MOST_NAMED
    if more > 0:
        named.append(f"left out, {more} more sentences of {model} for such reasons")
    own = sum(sentence not in written.right for sentence in sentences)
    if own:
        named.append(f"{own} of {len(sentences)} sentences are the article's own, not written by {model}")
    return named
