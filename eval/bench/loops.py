"""The loops that `throughput.py` compares with: what a user would write around the same weights.

Each takes sentences and returns how many pieces came out. Beam, penalties and length limits are the card's.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from toolkit.cards import shipped_cards
from toolkit.engines.batching import usable_cores

CARD = shipped_cards()["zh-en-mini"]
CHUNK = 32


def raw_tuned(sentences: list[str], *, batch_tokens: int) -> int:
    """Translate all sentences in one call: sorted by length, a worker for each core."""
    sources = _encode(sentences)
    translator = _translator(inter_threads=usable_cores(), intra_threads=1)
    results = translator.translate_batch(
        sources, max_batch_size=batch_tokens, batch_type="tokens", **_search(sources)
    )
    return _pieces(results)


def raw_as_written(sentences: list[str]) -> int:
    """Translate 32 sentences at a time, as the documentation of CTranslate2 leads to."""
    sources, translator, pieces = _encode(sentences), _translator(), 0
    for start in range(0, len(sources), CHUNK):
        some = sources[start : start + CHUNK]
        pieces += _pieces(translator.translate_batch(some, **_search(some)))
    return pieces


def transformers(sentences: list[str]) -> int:
    """Generate with the float weights, 32 sentences of like length at a time."""
    import torch
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

    torch.set_num_threads(usable_cores())
    tokenizer = AutoTokenizer.from_pretrained(_folder() / "transformers")
    model = AutoModelForSeq2SeqLM.from_pretrained(_folder() / "transformers", dtype=torch.float32).eval()
    ordered, pieces = sorted(sentences, key=len, reverse=True), 0
    with torch.inference_mode():
        for start in range(0, len(ordered), CHUNK):
            inputs = tokenizer(ordered[start : start + CHUNK], return_tensors="pt", padding=True)
            outputs = model.generate(
                **inputs,
                num_beams=CARD.decoding.beam_size,
                repetition_penalty=CARD.decoding.repetition_penalty,
                length_penalty=CARD.decoding.length_penalty,
                max_new_tokens=min(2 * inputs["input_ids"].shape[1] + 32, 250),
            )
            pieces += int((outputs != tokenizer.pad_token_id).sum())
    return pieces


def argostranslate(sentences: list[str]) -> int:
    """Translate one text of as many lines with argostranslate's own pipeline around a package of our weights.

    Its sentence splitter is a download, so each line is one sentence to it; the beam is ours, not its 4.
    """
    with TemporaryDirectory() as folder:
        os.environ |= {"XDG_DATA_HOME": folder, "XDG_CONFIG_HOME": folder, "XDG_CACHE_HOME": folder}
        os.environ["ARGOS_BEAM_SIZE"] = str(CARD.decoding.beam_size)
        from argostranslate.package import Package
        from argostranslate.sbd import ISentenceBoundaryDetectionModel
        from argostranslate.translate import Language, PackageTranslation

        class Lines(ISentenceBoundaryDetectionModel):  # type: ignore[misc]  # the package has no type hints
            """One sentence a line."""

            def split_sentences(self, text: str) -> list[str]:
                return [text]

        package = Package(_argos_package(Path(folder, "package")))
        translation = PackageTranslation(Language("zh", "Chinese"), Language("en", "English"), package)
        translation.sentencizer = Lines()
        text = translation.hypotheses("\n".join(sentences), num_hypotheses=1)[0].value
        return len(package.tokenizer.encode(text))


def _argos_package(folder: Path) -> Path:
    """Return a folder with the embedded model as argostranslate wants it; its sources have no end piece."""
    shutil.copytree(_folder() / "ctranslate2", folder / "model")
    settings = folder / "model" / "config.json"
    settings.write_text(json.dumps({**json.loads(settings.read_bytes()), "add_source_eos": True}))
    shutil.copy(_folder() / "sentencepiece.model", folder)
    (folder / "metadata.json").write_text(json.dumps({"from_code": "zh", "to_code": "en"}))
    return folder


def _encode(sentences: list[str]) -> list[list[str]]:
    from sentencepiece import SentencePieceProcessor

    pieces = SentencePieceProcessor(model_file=str(_folder() / "sentencepiece.model"))
    return [[*cut, "</s>"] for cut in pieces.encode(sentences, out_type=str)]


def _translator(**options: int) -> Any:
    import ctranslate2

    return ctranslate2.Translator(str(_folder() / "ctranslate2"), device="cpu", **options)


def _search(sources: Sequence[Sequence[str]]) -> dict[str, Any]:
    return {
        "beam_size": CARD.decoding.beam_size,
        "repetition_penalty": CARD.decoding.repetition_penalty,
        "length_penalty": CARD.decoding.length_penalty,
        "max_decoding_length": min(2 * max(map(len, sources)) + 32, 250),
        "max_input_length": 0,
    }


def _pieces(results: Sequence[Any]) -> int:
    return sum(len(result.hypotheses[0]) for result in results)


def _folder() -> Path:
    assert CARD.folder is not None
    return CARD.folder
