"""Terms with a fixed English: read from CSV, TSV, TMX or TBX, and kept like figures."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.errors import InputError
from toolkit.lookup import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping

_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_HEADERS = {"source": "source", "zh": "source", "term": "source", "target": "target", "en": "target"}


@dataclass(frozen=True)
class Glossary:
    """Chinese terms and their English; the longest term at a place wins."""

    terms: Mapping[str, str]

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self.terms, key=lambda term: (-len(term), term))
        return re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")

    def find(self, text: str) -> list[tuple[int, int, str]]:
        """Return (start, end, English) of each term in `text`, in order, none overlapping."""
        return [(found.start(), found.end(), self.terms[found[0]]) for found in self._pattern.finditer(text)]

    def lost(self, source: str, target: str) -> list[tuple[str, str]]:
        """Return the terms of `source`, Chinese and English, whose English `target` does not hold."""
        low = target.lower()
        wanted = dict.fromkeys((source[start:end], english) for start, end, english in self.find(source))
        return [term for term in wanted if term[1].lower() not in low]

    def missing(self, source: str, target: str) -> list[str]:
        """Return the English of the terms of `source` that `target` does not hold."""
        return list(dict.fromkeys(english for _, english in self.lost(source, target)))


NO_TERMS = Glossary({})


def read_glossary(path: Path) -> Glossary:
    """Return the glossary in a .csv, .tsv, .tmx or .tbx file (UTF-8).

    CSV and TSV: the columns `source` and `target` (or `zh` and `en`), or the first two where there is
    no such header. Raises InputError when the file cannot be read or holds no term.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(_READERS)
        hint = did_you_mean(path.suffix.lower(), _READERS)
        raise InputError(f"{path} is no glossary format{hint}; give one of {known}")
    try:
        pairs = [(source.strip(), target.strip()) for source, target in reader(path)]
    except OSError as error:
        raise InputError(f"cannot read the glossary {path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"the glossary {path} is not UTF-8; save it as UTF-8") from error
    terms = {source: target for source, target in pairs if source and target}
    if not terms:
        raise InputError(f"the glossary {path} holds no term; give lines of a Chinese term and its English")
    return Glossary(terms)


def _read_table(path: Path, delimiter: str) -> Iterator[tuple[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = [row for row in csv.reader(stream, delimiter=delimiter) if len(row) >= 2]
    header = [_HEADERS.get(cell.strip().lower()) for cell in rows[0]] if rows else []
    if "source" in header and "target" in header:
        at, to = header.index("source"), header.index("target")
        return ((row[at], row[to]) for row in rows[1:] if len(row) > max(at, to))
    return ((row[0], row[1]) for row in rows)


def _read_xml(path: Path, entry: str, part: str, text: str) -> Iterator[tuple[str, str]]:
    """Yield pairs from `entry` elements whose `part` children, one a language, hold `text`."""
    for unit in _parse(path).iter(f"{{*}}{entry}"):
        by_language: dict[str, str] = {}
        for variant in unit.iter(f"{{*}}{part}"):
            language = (variant.get(_XML_LANGUAGE) or variant.get("lang") or "").lower()[:2]
            found = next(iter(variant.iter(f"{{*}}{text}")), None)
            if found is not None:
                by_language.setdefault(language, "".join(found.itertext()))
        if "zh" in by_language and "en" in by_language:
            yield by_language["zh"], by_language["en"]


def _parse(path: Path) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.parse(str(path), parser)
    except etree.XMLSyntaxError as error:
        raise InputError(f"the glossary {path} is not valid XML: {error.msg}") from error


_Reader = Callable[[Path], Iterable[tuple[str, str]]]
_READERS: dict[str, _Reader] = {
    ".csv": lambda path: _read_table(path, ","),
    ".tsv": lambda path: _read_table(path, "\t"),
    ".tmx": lambda path: _read_xml(path, "tu", "tuv", "seg"),
    ".tbx": lambda path: _read_xml(path, "termEntry", "langSet", "term"),
}
