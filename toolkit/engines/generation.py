"""What encoder-decoder and chat models share under transformers' `generate`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from toolkit.engines.base import Decoding

SPECIAL_IDS = ("bos_token_id", "eos_token_id", "pad_token_id", "decoder_start_token_id")


def special_ids(model: Any) -> Any:
    """Return a generation config that forces nothing: all other settings come from card and caller."""
    from transformers import GenerationConfig

    own, config = model.generation_config, model.config
    ids = {name: getattr(own, name, None) for name in SPECIAL_IDS}
    for name, value in ids.items():
        ids[name] = getattr(config, name, None) if value is None else value
    if ids["pad_token_id"] is None:
        ends = ids["eos_token_id"]
        ids["pad_token_id"] = ends[0] if isinstance(ends, list) else ends
    return GenerationConfig(**ids)


def search_settings(decoding: Decoding, *, n_best: int, **more: Any) -> Any:
    """Return the generation config for a beam search with scores, or a greedy one."""
    from transformers import GenerationConfig

    return GenerationConfig(
        num_beams=max(decoding.beam_size or 1, n_best),
        num_return_sequences=n_best,
        do_sample=False,
        length_penalty=1.0 if decoding.length_penalty is None else decoding.length_penalty,
        repetition_penalty=decoding.repetition_penalty or 1.0,
        no_repeat_ngram_size=decoding.no_repeat_ngram_size or 0,
        min_new_tokens=decoding.min_new_tokens,
        max_new_tokens=decoding.max_new_tokens,
        output_scores=True,
        return_dict_in_generate=True,
        **more,
    )


def padded(rows: Sequence[Sequence[int]], pad: int, *, device: str, left: bool = False) -> tuple[Any, Any]:
    """Return ids and attention mask, both rows × longest row, padded on the right or the left."""
    import torch

    width = max(len(row) for row in rows)
    inputs = torch.full((len(rows), width), pad)
    mask = torch.zeros((len(rows), width), dtype=torch.long)
    for index, row in enumerate(rows):
        place = slice(width - len(row), width) if left else slice(0, len(row))
        inputs[index, place] = torch.tensor(row)
        mask[index, place] = 1
    return inputs.to(device), mask.to(device)


def mean_scores(model: Any, result: Any, *, skip: int) -> list[float]:
    """Return the mean log-probability of each sequence's tokens after the first `skip`, end included."""
    import torch

    beams = getattr(result, "beam_indices", None)
    steps = model.compute_transition_scores(
        result.sequences, result.scores, beams, normalize_logits=beams is None
    )
    tokens = result.sequences[:, skip:]
    ends = torch.isin(tokens, torch.tensor(model.generation_config.eos_token_id, device=tokens.device))
    written = ends.cumsum(dim=1) - ends.long() == 0
    sums = steps.masked_fill(~(written & steps.isfinite()), 0.0).sum(dim=1)
    return [float(value) for value in sums / written.sum(dim=1).clamp(min=1)]
