"""Parts become the one output file: JSON lines, or Parquet with the types that the rows have."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.batch.files import run_file

if TYPE_CHECKING:
    import pyarrow as pa

_COPIED = 1 << 20


def merge(parts: Sequence[Path], output: Path) -> None:
    """Write the rows of `parts`, in order, to `output`, a .jsonl or .parquet file."""
    if output.suffix == ".parquet":
        _merge_parquet(parts, output)
        return
    with run_file(output) as stream:
        for part in parts:
            with part.open("rb") as rows:
                while data := rows.read(_COPIED):
                    stream.write(data)


def _merge_parquet(parts: Sequence[Path], output: Path) -> None:
    """Write a row group for each part; columns whose types do not agree are written as JSON text."""
    import pyarrow as pa
    from pyarrow.parquet import ParquetWriter

    types: dict[str, pa.DataType | None] = {}
    for part in parts:
        _add_types(types, _rows(part))
    schema = pa.schema([(name, pa.string() if kind is None else kind) for name, kind in types.items()])
    as_text = [name for name, kind in types.items() if kind is None]
    with run_file(output) as stream, ParquetWriter(stream, schema) as writer:
        for part in parts:
            rows = [_with_text(row, as_text) for row in _rows(part)]
            writer.write_table(pa.Table.from_pylist(rows, schema=schema))


def _add_types(types: dict[str, pa.DataType | None], rows: Iterator[dict[str, Any]]) -> None:
    """Widen `types`, by column, to take `rows`; None stands for types that nothing but text takes."""
    import pyarrow as pa

    found = list(rows)
    for name in dict.fromkeys(key for row in found for key in row):
        known = types.get(name, pa.null())
        try:
            kind = pa.array([row.get(name) for row in found]).type
            types[name] = None if known is None else _wider(known, kind)
        except (pa.ArrowInvalid, pa.ArrowTypeError):
            types[name] = None


def _wider(one: pa.DataType, other: pa.DataType) -> pa.DataType:
    import pyarrow as pa

    schemas = [pa.schema([("column", kind)]) for kind in (one, other)]
    return pa.unify_schemas(schemas, promote_options="permissive").field("column").type


def _with_text(row: dict[str, Any], names: Sequence[str]) -> dict[str, Any]:
    texts = {name: json.dumps(row[name], ensure_ascii=False) for name in names if row.get(name) is not None}
    return {**row, **texts}


def _rows(part: Path) -> Iterator[dict[str, Any]]:
    with part.open("rb") as stream:
        for line in stream:
            yield json.loads(line)
