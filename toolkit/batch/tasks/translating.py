"""Translation of many articles together: every sentence once, in batches across articles."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.batch.shard import Outcome
from toolkit.batch.tasks.material import Material, Task, Tools, read_source
from toolkit.engines.base import Engine
from toolkit.translate import Segment, Translation, assemble_translation, paragraphs, translate_sentences


def translate_all(materials: Sequence[Material], tools: Tools) -> list[Outcome]:
    """Return the translation of each article."""
    engine = tools.engine
    assert engine is not None
    texts = [sentence.text for each in materials for sentence in each.article.sentences]
    segments = _segments(list(dict.fromkeys(texts)), engine, tools)
    outcomes = []
    for each in materials:
        mine = [segments[sentence.text] for sentence in each.article.sentences]
        checked = tools.job.figures != "off"
        outcomes.append(
            _outcome(assemble_translation(each.article, mine, model=engine.card.id, checked=checked))
        )
    return outcomes


def _segments(distinct: Sequence[str], engine: Engine, tools: Tools) -> dict[str, Segment]:
    """Return the segment of each sentence, from the cache where it has been translated before."""
    known = tools.cache.find(distinct) if tools.cache else {}
    new = [text for text in distinct if text not in known]
    # All go through the model together: no sentence has more pieces than characters.
    window = sum(map(len, new)) + 1
    made = translate_sentences(new, engine, figures=tools.job.figures, glossary=tools.glossary, window=window)
    if tools.cache:
        tools.cache.add(made)
    return known | dict(zip(new, made, strict=True))


def _outcome(translation: Translation) -> Outcome:
    text = "\n\n".join(text for _, text in paragraphs(translation))
    return Outcome(
        {"translation": text},
        translation.check,
        translation.warnings,
        characters=sum(len(segment.source) for segment in translation.segments),
        words=len(text.split()),
    )


TASK = Task(read_source, translate_all)
