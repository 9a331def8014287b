"""The prepared data of a run on disk: the tokenizer and the packed corpora, made once."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

from toolkit.train.checkpoint import write_whole
from toolkit.train.config import Config, as_plain
from toolkit.train.packing import Packed, Side, pack, texts
from toolkit.train.tokenizer import Tokenizer, read_tokenizer, train_tokenizer, with_symbols
from toolkit.translate.symbols import SYMBOLS

_TOKENIZER = "sentencepiece.model"
_PACKED = "packed.npz"


def prepare_tokenizer(config: Config) -> Tokenizer:
    """Return the tokenizer of the run: the one named, that of the model to go on from, or a new one.

    It is given the lock's symbols where it lacks them and the run trains on them.
    """
    if config.pieces.model is not None:
        tokenizer = read_tokenizer(config.resolve(config.pieces.model))
    elif config.start is not None:
        tokenizer = read_tokenizer(config.resolve(config.start) / "source.spm")
    else:
        path = config.output_folder / _TOKENIZER
        if not path.is_file():
            write_whole(path, train_tokenizer(texts(config), config.pieces).model)
        tokenizer = read_tokenizer(path)
    return with_symbols(tokenizer, SYMBOLS) if config.lock == "symbols" else tokenizer


def prepare_data(config: Config, tokenizer: Tokenizer, report: Callable[[str], None]) -> Packed:
    """Return the packed corpora, from the last run where nothing they depend on has changed."""
    path = config.output_folder / _PACKED
    key = _key(config, tokenizer)
    packed = _read(path, key)
    if packed is None:
        packed, readings = pack(config, tokenizer)
        for reading in readings:
            report(str(reading))
        _write(path, packed, key)
    return packed


def _key(config: Config, tokenizer: Tokenizer) -> str:
    """Return a hash of the corpora's content and of all settings that packing looks at."""
    digest = hashlib.sha256(tokenizer.model)
    told = [
        config.lock,
        config.locked,
        config.training.seed,
        as_plain(config.filters),
        as_plain(config.corpora),
    ]
    digest.update(json.dumps(told, sort_keys=True).encode())
    for corpus in config.corpora:
        path = config.resolve(corpus.path)
        if path.is_file():
            with path.open("rb") as stream:
                digest.update(hashlib.file_digest(stream, "sha256").digest())
    return digest.hexdigest()


def _write(path: Path, packed: Packed, key: str) -> None:
    import numpy as np

    written = io.BytesIO()
    source, target = packed.source, packed.target
    np.savez(
        written,
        key=np.array(key),
        source=source.ids,
        source_starts=source.starts,
        target=target.ids,
        target_starts=target.starts,
    )
    write_whole(path, written.getbuffer())


def _read(path: Path, key: str) -> Packed | None:
    """Return the packed data in the file when it has that key, else None."""
    import numpy as np

    try:
        with np.load(path, allow_pickle=False) as stored:
            if str(stored["key"]) != key:
                return None
            return Packed(
                Side(stored["source"], stored["source_starts"]),
                Side(stored["target"], stored["target_starts"]),
            )
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None
