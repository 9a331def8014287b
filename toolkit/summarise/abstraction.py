"""Sentences that a model writes about an article: by sections, reranked, every figure traced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.article import detect_language, split_sentences
from toolkit.engines.base import Decoding, Engine, Hypothesis
from toolkit.figures.model import Row
from toolkit.summarise.model import SummarySentence
from toolkit.summarise.provenance import Traced, Tracer
from toolkit.summarise.salience import Identity, identity
from toolkit.summarise.sections import split_sections
from toolkit.translate import repair

_N_BEST = 4
# A sentence with a smaller share of its words in the article is not about the article.
_LEAST_SUPPORT = 0.25
# Summaries of sections are summarised again at most so many times.
_DEEPEST = 3
_FEWEST_TOKENS, _MOST_TOKENS = 64, 512
# Another number may stand for something else; the same digits on another scale are the same figure.
_MENDABLE = {"scale", "currency", "bound"}
_SENTENCE_ENDS = ("。", ".", "！", "!", "？", "?", "”", '"', "…", "」")


@dataclass(frozen=True, slots=True)
class Written:
    """What a model wrote: sentences that hold, best first, and those that do not, with the reason."""

    right: Sequence[SummarySentence]
    wrong: Sequence[tuple[SummarySentence, str]]


class Abstractor:
    """Has `model` write about an article; `key` are the figures that it had better carry."""

    def __init__(self, model: Engine, tracer: Tracer, *, writes: str, key: frozenset[Identity]) -> None:
        self._model = model
        self._tracer = tracer
        self._writes = writes
        self._key = key

    def write(self, paragraphs: Sequence[Sequence[str]], *, length: int) -> Written:
        """Return the model's sentences about `paragraphs`: of the whole first, then of its sections.

        Each section is summarised; the sentences that hold are joined and summarised again until one
        section is left or there are no more than `length` sentences.
        """
        layers: list[list[Traced]] = []
        for _ in range(_DEEPEST):
            sections = split_sections(paragraphs, self._model)
            found = self._model.generate(sections, n_best=_N_BEST, decoding=self._decoding())
            layers.append([each for hypotheses in found for each in self._best(hypotheses)])
            right = [each.sentence.text for each in layers[-1] if not self._fault(each)]
            if len(sections) < 2 or len(right) <= length:
                break
            paragraphs = [[text] for text in right]
        everything = [each for layer in reversed(layers) for each in layer]
        return Written(
            right=_distinct([each.sentence for each in everything if not self._fault(each)]),
            wrong=[(each.sentence, fault) for each in everything if (fault := self._fault(each))],
        )

    def _decoding(self) -> Decoding | None:
        """Return a limit for the output: a summary has at most half the tokens that the model reads."""
        if self._model.card.decoding.max_new_tokens is not None:
            return None
        half = self._model.max_source_tokens // 2
        return Decoding(max_new_tokens=min(_MOST_TOKENS, max(_FEWEST_TOKENS, half)))

    def _best(self, hypotheses: Sequence[Hypothesis]) -> list[Traced]:
        """Return the sentences of the hypothesis with the fewest faults and the most key figures."""

        def cost(read: tuple[Hypothesis, list[Traced]]) -> tuple[int, int, float]:
            hypothesis, sentences = read
            faults = sum(bool(self._fault(each)) for each in sentences)
            carried = {identity(row.source) for each in sentences for row in _kept(each)}
            return (faults, -len(carried & self._key), -hypothesis.score)

        read = [(each, self._read(each)) for each in hypotheses]
        return min(read, key=cost, default=(None, []))[1]

    def _read(self, hypothesis: Hypothesis) -> list[Traced]:
        """Return the traced sentences of an output; one that was cut at the length limit is left out."""
        lang = self._language(hypothesis.text)
        lines = [line.strip(" -•*\t") for line in hypothesis.text.splitlines()]
        texts = [line[start:end] for line in lines for start, end in split_sentences(line, lang=lang)]
        if hypothesis.truncated and texts and not texts[-1].endswith(_SENTENCE_ENDS):
            texts.pop()
        return [self._mended(self._tracer.trace(text, lang), lang) for text in texts]

    def _language(self, text: str) -> str:
        found = detect_language(text)
        return found if found in ("zh", "en") else self._writes

    def _mended(self, traced: Traced, lang: str) -> Traced:
        """Return the sentence with its changed figures put right, where there is no doubt which they are."""
        reasons = {row.reason for row in traced.sentence.rows if row.status == "changed"}
        if not reasons or not reasons <= _MENDABLE:
            return traced
        sentence = traced.sentence
        text = _with_source_figures(sentence)
        if lang == "en":
            text = repair(self._tracer.source_text(sentence.sources), sentence.text).target
        again = self._tracer.trace(text, lang)
        return again if len(again.wrong) < len(traced.wrong) else traced

    def _fault(self, traced: Traced) -> str:
        """Return why a sentence cannot be printed, or ""."""
        if traced.wrong:
            return f"no source for {', '.join(traced.wrong)}"
        if traced.support < _LEAST_SUPPORT or not traced.sentence.sources:
            return "no source for what it says"
        return ""


def _kept(traced: Traced) -> list[Row]:
    return [row for row in traced.sentence.rows if row.status == "kept"]


def _with_source_figures(sentence: SummarySentence) -> str:
    """Return the text with every changed figure written as the source has it."""
    text = sentence.text
    changed = [row for row in sentence.rows if row.status == "changed" and row.target]
    for row in sorted(changed, key=lambda row: -(row.target.start if row.target else 0)):
        if row.target:
            text = text[: row.target.start] + row.source.text + text[row.target.end :]
    return text


def _distinct(sentences: Sequence[SummarySentence]) -> list[SummarySentence]:
    """Return the sentences without those that an earlier one says too: same words, or same main source."""
    found: list[SummarySentence] = []
    for sentence in sentences:
        if all(sentence.text != each.text and sentence.sources != each.sources for each in found):
            found.append(sentence)
    return found
