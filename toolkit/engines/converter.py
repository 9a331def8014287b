"""CTranslate2's converter, given what checkpoints of transformers 5 no longer say.

Imported only to convert: it loads torch and transformers.
"""

from __future__ import annotations

from typing import Any

from ctranslate2.converters import TransformersConverter

from toolkit.engines.checkpoint import Checkpoint
from toolkit.engines.hub_tokenizer import load_tokenizer
from toolkit.engines.weights import load_weights

OLD_SETTINGS = {
    "bart": {"normalize_before": False, "normalize_embedding": True},
    "mbart": {"normalize_before": True, "normalize_embedding": True},
    "pegasus": {"normalize_before": True, "normalize_embedding": False},
}
"""Where these architectures normalise; configurations used to state it and the converter still asks."""


class CheckpointConverter(TransformersConverter):  # type: ignore[misc]  # the package has no type hints
    """Loads a checkpoint as the other engine does, so that no weight is left unset."""

    def __init__(self, checkpoint: Checkpoint) -> None:
        super().__init__(str(checkpoint.folder))
        self._checkpoint = checkpoint

    def load_model(self, model_class: type, name: str, **settings: Any) -> Any:
        """Return the model with the settings the converter reads put back into its configuration."""
        model = load_weights(model_class.__name__, self._checkpoint, dtype=settings["dtype"])
        kind, config = self._checkpoint.model_type, model.config
        for key, value in OLD_SETTINGS.get(kind, {}).items():
            if not hasattr(config, key):
                setattr(config, key, value)
        if getattr(config, "tokenizer_class", None) is None:
            config.tokenizer_class = self._checkpoint.tokenizer.get("tokenizer_class")
        if kind in ("t5", "mt5"):
            # transformers 5 always ties, and keeps apart whether the output is scaled; the converter
            # takes the one for the other.
            config.tie_word_embeddings = getattr(config, "scale_decoder_outputs", False)
        return model

    def load_tokenizer(self, tokenizer_class: type, name: str, **settings: Any) -> Any:
        """Return the tokenizer with its begin piece set and its language pieces in the vocabulary."""
        tokenizer = load_tokenizer(self._checkpoint)
        if tokenizer.bos_token is None and tokenizer.cls_token is not None:
            tokenizer.bos_token = tokenizer.cls_token
        languages = getattr(tokenizer, "lang_token_to_id", None)
        if languages:
            vocabulary = {**tokenizer.get_vocab(), **languages}
            tokenizer.get_vocab = lambda: vocabulary
        return tokenizer
