"""The sentencepiece model that source and target share, and its ids in the Marian layout.

Ids 0, 1, 2 are unknown, begin and end; the piece after the last one is padding, with which the
decoder starts. A source is its pieces and the end.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.errors import InputError
from toolkit.train.config import Pieces

UNKNOWN, BEGIN, END = 0, 1, 2

_USER_DEFINED = bytes([4])
"""The type of such a piece in sentencepiece's ModelProto."""


@dataclass(frozen=True, slots=True)
class Tokenizer:
    """A loaded sentencepiece model with the bytes it came from."""

    model: bytes
    processor: Any

    @property
    def padding(self) -> int:
        """The id of the padding, one past the pieces."""
        return int(self.processor.get_piece_size())

    def encode(self, text: str) -> list[int]:
        """Return the ids of `text`, the end included."""
        return [*self.processor.encode(text), END]

    def decode(self, ids: Iterable[int]) -> str:
        """Return the text of ids, without begin, end and padding."""
        return str(self.processor.decode([each for each in ids if END < each < self.padding]))

    def pieces(self) -> list[str]:
        """Return all pieces by id, padding last."""
        return [*(self.processor.id_to_piece(each) for each in range(self.padding)), "<pad>"]


def open_tokenizer(model: bytes, *, where: str) -> Tokenizer:
    """Return the tokenizer of a sentencepiece model; raise InputError unless its ids fit the layout."""
    import sentencepiece

    try:
        processor = sentencepiece.SentencePieceProcessor(model_proto=model)
    except RuntimeError as error:
        raise InputError(f"{where} is no sentencepiece model: {error}") from error
    ids = (processor.unk_id(), processor.bos_id(), processor.eos_id(), processor.pad_id())
    if ids != (UNKNOWN, BEGIN, END, -1):
        raise InputError(
            f"{where} has the ids (unk, bos, eos, pad) {ids}, not (0, 1, 2, -1); "
            "leave [pieces] model out to train one that fits"
        )
    return Tokenizer(model, processor)


def read_tokenizer(path: Path) -> Tokenizer:
    """Return the tokenizer in the file at `path`."""
    try:
        return open_tokenizer(path.read_bytes(), where=str(path))
    except OSError as error:
        raise InputError(f"cannot read the sentencepiece model {path}: {error}") from error


def with_symbols(tokenizer: Tokenizer, symbols: Sequence[str]) -> Tokenizer:
    """Return the tokenizer with those of `symbols` that it lacks added behind its pieces, never split."""
    known = set(tokenizer.pieces())
    added = b"".join(_user_defined(symbol) for symbol in symbols if symbol not in known)
    return open_tokenizer(tokenizer.model + added, where="the tokenizer with the lock's symbols")


def _user_defined(symbol: str) -> bytes:
    """Return a piece as a serialised model holds it; appended to one, it joins its pieces."""
    name = symbol.encode()
    piece = b"\x0a" + bytes([len(name)]) + name + b"\x15" + struct.pack("<f", 0.0) + b"\x18" + _USER_DEFINED
    return b"\x0a" + bytes([len(piece)]) + piece


def train_tokenizer(texts: Iterable[str], pieces: Pieces) -> Tokenizer:
    """Return a tokenizer learnt from `texts`: BPE, digits one by one, bytes for what is unknown."""
    import sentencepiece

    written = io.BytesIO()
    try:
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(texts),
            model_writer=written,
            model_type="bpe",
            vocab_size=pieces.size,
            split_digits=True,
            byte_fallback=True,
            character_coverage=0.9995,
            normalization_rule_name="nmt_nfkc",
            input_sentence_size=pieces.sample,
            shuffle_input_sentence=False,
            minloglevel=2,
        )
    except RuntimeError as error:
        reason = str(error).rsplit("] ", 1)[-1]
        raise InputError(f"no tokenizer of {pieces.size} pieces can be learnt: {reason}") from error
    return open_tokenizer(written.getvalue(), where="the new tokenizer")
