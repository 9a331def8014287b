"""The tokenizer of a transformers checkpoint, with the language codes and prefixes of its family."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from toolkit.cards import Card, Task
from toolkit.engines.base import Options
from toolkit.engines.checkpoint import Checkpoint, require_tokenizer
from toolkit.engines.families import detect_family, same_language
from toolkit.engines.runtimes import quiet_transformers
from toolkit.errors import ModelError, reason_of

POSITIONS = ("max_position_embeddings", "n_positions")
RELATIVE_SOURCE, RELATIVE_OUTPUT = 512, 1024
"""Lengths for models with relative positions, which have no end of their own: T5 was trained on 512."""
ENDLESS = 1_000_000
"""transformers writes 1e30 for a tokenizer that knows no limit."""


class HubTokenizer:
    """Pieces as transformers cuts them; the card's codes and prefix win over the family's."""

    def __init__(self, card: Card, checkpoint: Checkpoint, options: Options) -> None:
        self._tokenizer: Any = load_tokenizer(checkpoint)
        self.family = detect_family(
            checkpoint.model_type,
            tokenizer=type(self._tokenizer).__name__,
            vocabulary=self._tokenizer.get_vocab(),
        )
        if card.task == "translate":
            _require_direction(card, checkpoint, options)
        languages = {**self.family.languages, **card.languages}
        self._codes = {each: languages.get(each, each) for each in (options.source, options.target)}
        if languages and hasattr(self._tokenizer, "src_lang"):
            self._tokenizer.src_lang = self._codes[options.source]
            self._tokenizer.tgt_lang = self._codes[options.target]
        codes = {"source": self._codes[options.source], "target": self._codes[options.target]}
        self._prefixes = _prefixes(card, checkpoint, self.family.prefix, codes)
        self._forced = self._forced_pieces(checkpoint, codes)
        self.end = str(self._tokenizer.eos_token)
        self.max_tokens, self.max_output = _limits(card, checkpoint, self._tokenizer.model_max_length)

    def encode(self, text: str, *, task: Task) -> list[str]:
        ids = self._tokenizer(self._prefixes[task] + text, verbose=False)["input_ids"]
        return self.pieces(ids)

    def start(self, prefix: str, *, task: Task) -> list[str]:
        forced = self._forced[task]
        if not prefix:
            return forced
        ids = self._tokenizer(text_target=prefix, add_special_tokens=False)["input_ids"]
        return [*forced, *self.pieces(ids)]

    def decode(self, pieces: Sequence[str]) -> str:
        kept = [piece for piece in pieces if piece not in self._forced["translate"]]
        text = self._tokenizer.decode(
            self.ids(kept), skip_special_tokens=True, clean_up_tokenization_spaces=False
        )
        return str(text).strip()

    def ids(self, pieces: Sequence[str]) -> list[int]:
        """Return the vocabulary ids of `pieces`."""
        return list(self._tokenizer.convert_tokens_to_ids(list(pieces)))

    def pieces(self, ids: Sequence[int]) -> list[str]:
        """Return the pieces of vocabulary ids."""
        return list(self._tokenizer.convert_ids_to_tokens(list(ids)))

    def _forced_pieces(self, checkpoint: Checkpoint, codes: dict[str, str]) -> dict[Task, list[str]]:
        """Return the pieces every output starts with: the target language's, or the model's own."""
        own = checkpoint.setting("forced_bos_token_id")
        forced = [] if own is None else self.pieces([own])
        if self.family.target_token is None:
            return {"translate": forced, "summarise": forced}
        token = self.family.target_token.format(**codes)
        if self.ids([token]) in ([self._tokenizer.unk_token_id], [None]):
            raise ModelError(f"{checkpoint.folder} has no language piece {token!r}; name it in a card")
        return {"translate": [token], "summarise": forced}


def load_tokenizer(checkpoint: Checkpoint) -> Any:
    """Return the checkpoint's tokenizer; never runs code from its folder and never downloads."""
    from transformers import AutoTokenizer

    require_tokenizer(checkpoint)
    quiet_transformers()
    try:
        return AutoTokenizer.from_pretrained(
            checkpoint.folder, local_files_only=True, trust_remote_code=False
        )
    except (OSError, ValueError, KeyError, TypeError, ImportError, RuntimeError) as error:
        # Where a file is missing, transformers opens None.
        reason = "a file is missing" if isinstance(error, TypeError) else reason_of(error)
        raise ModelError(
            f"the tokenizer in {checkpoint.folder} cannot be loaded: {reason}; copy or pull it again"
        ) from error


def _prefixes(
    card: Card, checkpoint: Checkpoint, family_prefix: str, codes: dict[str, str]
) -> dict[Task, str]:
    """Return the text put before a source, for each task."""
    own = checkpoint.config.get("task_specific_params") or {}
    summary = str((own.get("summarization") or {}).get("prefix", ""))
    prefixes: dict[Task, str] = {"translate": family_prefix, "summarise": summary}
    if card.prefix:
        prefixes[card.task] = card.prefix
    return {task: prefix.format(**codes) for task, prefix in prefixes.items()}


def _limits(card: Card, checkpoint: Checkpoint, tokenizer_limit: float) -> tuple[int, int]:
    """Return the longest source and the longest output: the card's word holds within the positions."""
    positions = min((checkpoint.config[key] for key in POSITIONS if checkpoint.config.get(key)), default=None)
    stated = int(tokenizer_limit) if tokenizer_limit < ENDLESS else positions or RELATIVE_SOURCE
    longest = card.max_source_tokens or stated
    return min(longest, positions or longest), (positions or RELATIVE_OUTPUT) - 2


def _require_direction(card: Card, checkpoint: Checkpoint, options: Options) -> None:
    """Raise ModelError when the tokenizer's own settings name other languages."""
    stated = checkpoint.tokenizer
    own = (str(stated.get("source_lang") or options.source), str(stated.get("target_lang") or options.target))
    if not (same_language(options.source, own[0]) and same_language(options.target, own[1])):
        raise ModelError(
            f"{card.id} translates {own[0]} to {own[1]}, not {options.source} to {options.target}; "
            "choose another model"
        )
