"""Translation memories: the pairs of a TMX file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from toolkit.errors import InputError
from toolkit.train.config import Corpus
from toolkit.train.pairs import Pair, Reject

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def read_tmx(path: Path, corpus: Corpus) -> Iterator[Pair | Reject]:
    """Yield a pair for each unit that has both languages; `zh` also matches zh-CN, whatever the case."""
    from lxml import etree

    try:
        # No entities and no network: a memory from somebody else is data, nothing to run.
        units = etree.iterparse(str(path), tag=("tu", "{*}tu"), resolve_entities=False, no_network=True)
        for _, unit in units:
            yield _from_unit(unit, corpus)
            unit.clear()
    except etree.XMLSyntaxError as error:
        raise InputError(f"{path} is no well-formed TMX: {error}") from error


def _from_unit(unit: Any, corpus: Corpus) -> Pair | Reject:
    texts: dict[str, str] = {}
    for variant in unit.iterfind("{*}tuv"):
        language = str(variant.get(_LANGUAGE) or variant.get("lang") or "").lower()
        segment = variant.find("{*}seg")
        if segment is not None:
            texts.setdefault(language.replace("_", "-").split("-")[0], "".join(segment.itertext()).strip())
    wanted = [texts.get(code.lower().split("-")[0]) for code in (corpus.source, corpus.target)]
    if wanted[0] is None or wanted[1] is None:
        return Reject("a language missing")
    return Pair(wanted[0], wanted[1])
