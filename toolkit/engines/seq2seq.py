"""The transformers runtime for encoder-decoder models: Marian, NLLB, M2M100, mBART, T5, Pegasus, BART."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from toolkit.cards import Card
from toolkit.engines.base import Options, merge_decoding
from toolkit.engines.batching import usable_cores
from toolkit.engines.checkpoint import Checkpoint
from toolkit.engines.devices import pick_device, pick_float_type, release_memory, tokens_that_fit
from toolkit.engines.generation import mean_scores, padded, search_settings, special_ids
from toolkit.engines.hub_tokenizer import HubTokenizer
from toolkit.engines.memory import halve_when_full
from toolkit.engines.sequence import Batch, Output, SequenceEngine
from toolkit.engines.weights import load_weights

Pair = tuple[list[str], list[str]]


class TransformersRunner:
    """A model under `generate`; a batch that does not fit into memory is halved and tried again."""

    def __init__(self, model: Any, tokenizer: HubTokenizer, *, device: str) -> None:
        self._model = model
        self._tokenizer = tokenizer
        self._device = device
        self.batch_tokens = tokens_that_fit(device, bytes_per_token=_bytes_per_token(model.config))

    def run(self, batches: Sequence[Batch]) -> list[list[list[Output]]]:
        return [self._run(batch) for batch in batches]

    def close(self) -> None:
        self._model = None

    def _run(self, batch: Batch) -> list[list[Output]]:
        def run(pairs: Sequence[Pair]) -> list[list[Output]]:
            return self._generate(pairs, batch)

        pairs = list(zip(batch.sources, batch.starts, strict=True))
        return halve_when_full(run, pairs, release=partial(release_memory, self._device))

    def _generate(self, pairs: Sequence[Pair], batch: Batch) -> list[list[Output]]:
        """Return the outputs for sources and forced beginnings that fit into memory together."""
        import torch

        pad = self._model.generation_config.pad_token_id
        inputs, mask = padded([self._tokenizer.ids(source) for source, _ in pairs], pad, device=self._device)
        quirk = {"suppress_tokens": [pad]} if self._tokenizer.family.suppress_pad else {}
        with torch.inference_mode():
            result = self._model.generate(
                input_ids=inputs,
                attention_mask=mask,
                generation_config=search_settings(
                    batch.decoding, n_best=batch.n_best, renormalize_logits=bool(quirk), **quirk
                ),
                logits_processor=[ForcedStart([self._tokenizer.ids(start) for _, start in pairs])],
            )
        scores = mean_scores(self._model, result, skip=1)
        outputs = [
            self._read(row, score) for row, score in zip(result.sequences.tolist(), scores, strict=True)
        ]
        return [outputs[i : i + batch.n_best] for i in range(0, len(outputs), batch.n_best)]

    def _read(self, row: list[int], score: float) -> Output:
        """Return the pieces between the decoder's start and the end of the output."""
        pieces = self._tokenizer.pieces(row[1:])
        finished = self._tokenizer.end in pieces
        return Output(pieces[: pieces.index(self._tokenizer.end)] if finished else pieces, score, finished)


class ForcedStart:
    """Makes every output begin with given ids, whatever else the search would allow."""

    def __init__(self, starts: Sequence[Sequence[int]]) -> None:
        self._starts = starts

    def __call__(self, input_ids: Any, scores: Any) -> Any:
        """Return the scores with all but the forced token ruled out, for rows still in their start."""
        rows, position = input_ids.shape[0], input_ids.shape[1] - 1
        beams = rows // len(self._starts)
        for row in range(rows):
            start = self._starts[row // beams]
            if position < len(start):
                scores[row] = float("-inf")
                scores[row, start[position]] = 0.0
        return scores


def load_seq2seq(card: Card, checkpoint: Checkpoint, options: Options) -> SequenceEngine:
    """Return the engine of an encoder-decoder checkpoint."""
    import torch

    tokenizer = HubTokenizer(card, checkpoint, options)
    device = pick_device(options.device)
    kind = pick_float_type(device, wide_floats=tokenizer.family.wide_floats)
    model = load_weights("AutoModelForSeq2SeqLM", checkpoint, dtype=kind, device=device)
    model.generation_config = special_ids(model)
    torch.set_num_threads(options.threads or usable_cores())
    card = replace(card, decoding=merge_decoding(card.decoding, checkpoint.decoding))
    runner = TransformersRunner(model, tokenizer, device=device)
    return SequenceEngine(card, tokenizer, runner, padded=options.padded)


def _bytes_per_token(config: Any) -> int:
    """Return the memory one source token takes in the search: keys and values of five beams, and slack."""
    layers: int = getattr(config, "decoder_layers", None) or config.num_decoder_layers
    width: int = config.hidden_size
    return 5 * 4 * layers * width * 4 * 2
