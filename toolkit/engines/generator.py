"""The CTranslate2 runtime for chat models, converted on first use."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from toolkit.cards import Card
from toolkit.engines.base import Decoding, Options
from toolkit.engines.causal import greedy
from toolkit.engines.chat import ChatEngine
from toolkit.engines.checkpoint import Checkpoint
from toolkit.engines.ctranslate_weights import mean_score, open_model
from toolkit.engines.dialogue import Answer, Dialogue, LocalCompleter, Request

BATCH_TOKENS = 4096


class GeneratorRunner:
    """A CTranslate2 generator."""

    batch_tokens = BATCH_TOKENS

    def __init__(self, generator: Any, dialogue: Dialogue) -> None:
        self._generator = generator
        self._pieces = dialogue.tokenizer.convert_ids_to_tokens
        self._ends = sorted(set(dialogue.ends))

    def run(self, batch: Sequence[Request], *, n_best: int, decoding: Decoding) -> list[list[Answer]]:
        penalty = 1.0 if decoding.length_penalty is None else decoding.length_penalty
        results = self._generator.generate_batch(
            [self._pieces(request.ids) for request in batch],
            beam_size=max(decoding.beam_size or 1, n_best),
            num_hypotheses=n_best,
            length_penalty=penalty,
            repetition_penalty=decoding.repetition_penalty or 1.0,
            no_repeat_ngram_size=decoding.no_repeat_ngram_size or 0,
            min_length=decoding.min_new_tokens or 0,
            max_length=max(request.limit for request in batch),
            end_token=self._ends,
            return_end_token=True,
            include_prompt_in_result=False,
            return_scores=True,
        )
        return [
            [
                Answer(ids, mean_score(score, len(ids), penalty))
                for ids, score in zip(each.sequences_ids, each.scores, strict=True)
            ]
            for each in results
        ]

    def release(self) -> None:
        """CTranslate2 keeps nothing of a failed run."""

    def close(self) -> None:
        self._generator.unload_model()


def load_generator(card: Card, checkpoint: Checkpoint, options: Options) -> ChatEngine:
    """Return the engine of a chat checkpoint on CTranslate2; raise ModelError when it cannot be run there."""
    from toolkit.engines.convert import ready_copy
    from toolkit.engines.families import Family

    dialogue = Dialogue(card, checkpoint, options)
    folder = ready_copy(checkpoint, Family(name=checkpoint.model_type, wide_floats=True), options)
    runner = GeneratorRunner(open_model("Generator", folder, options), dialogue)
    return ChatEngine(greedy(card), LocalCompleter(runner, dialogue), options)
