"""A trained model written where it can be used: a transformers folder and CTranslate2 weights."""

from __future__ import annotations

import copy
import json
import shutil
import warnings
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from toolkit.engines.ctranslate import PIECES
from toolkit.engines.ctranslate_weights import WEIGHTS
from toolkit.errors import ModelError
from toolkit.train.config import Lock
from toolkit.train.tokenizer import END, UNKNOWN, Tokenizer

TRANSFORMERS = "transformers"
CARD = "card.toml"


def export_model(model: Any, tokenizer: Tokenizer, folder: Path, *, lock: Lock) -> None:
    """Write `transformers/` (float16), `ctranslate2/` (int8), the tokenizer and a card below `folder`.

    All is made beside it first and then put in place, so that an export that fails leaves the old one.
    """
    work = Path(mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        write_transformers(model, tokenizer, work / TRANSFORMERS)
        convert(work / TRANSFORMERS, work / WEIGHTS)
        (work / PIECES).write_bytes(tokenizer.model)
        (work / CARD).write_text(_card(folder.name, model, lock), encoding="utf-8")
        work.chmod(0o755)
        if folder.is_dir():
            shutil.rmtree(folder)
        work.rename(folder)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def write_transformers(model: Any, tokenizer: Tokenizer, folder: Path) -> None:
    """Write the model as float16 with the files of transformers' MarianTokenizer."""
    halved = copy.deepcopy(model).half()
    # The padding is no output; CTranslate2 leaves it out by itself, transformers has to be told.
    halved.generation_config.bad_words_ids = [[tokenizer.padding]]
    halved.save_pretrained(str(folder))
    for name in ("source.spm", "target.spm"):
        (folder / name).write_bytes(tokenizer.model)
    pieces = tokenizer.pieces()
    _write_json(folder / "vocab.json", {piece: index for index, piece in enumerate(pieces)})
    settings = {
        "tokenizer_class": "MarianTokenizer",
        "source_lang": "zh",
        "target_lang": "en",
        "separate_vocabs": False,
        "unk_token": pieces[UNKNOWN],
        "eos_token": pieces[END],
        "pad_token": pieces[tokenizer.padding],
        "model_max_length": model.config.max_position_embeddings,
        "sp_model_kwargs": {},
    }
    _write_json(folder / "tokenizer_config.json", settings)


def convert(source: Path, target: Path) -> None:
    """Convert a transformers folder into int8 CTranslate2 weights at `target`."""
    from ctranslate2.converters import TransformersConverter

    with warnings.catch_warnings():
        # transformers advises a package that only its other language pairs use.
        warnings.filterwarnings("ignore", message="Recommended: pip install sacremoses")
        try:
            TransformersConverter(str(source)).convert(str(target), quantization="int8_float32")
        except (RuntimeError, ValueError, KeyError) as error:
            raise ModelError(f"CTranslate2 cannot convert {source}: {error}") from error


def _card(name: str, model: Any, lock: Lock) -> str:
    """Return a card for the folder: lengths that the positions allow, sources locked as in training."""
    longest = model.config.max_position_embeddings - 6
    return (
        f"id = {json.dumps(name)}\n"
        'title = "Trained here"\n'
        'task = "translate"\n'
        'engine = "ctranslate2"\n'
        'family = "marian"\n'
        'licence = "not stated"\n'
        f'lock = "{lock}"\n'
        f"max_source_tokens = {longest}\n"
        "[decoding]\n"
        "beam_size = 2\n"
        f"max_new_tokens = {longest}\n"
    )


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
