"""What is evaluated: outputs recorded in a file or a column, or a model that is run."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from toolkit.article import parse_article, split_sentences
from toolkit.corpora import read_rows
from toolkit.engines import Engine, load_model
from toolkit.engines.names import find_card
from toolkit.errors import InputError, RowsFailedError, ToolkitError
from toolkit.evaluation.model import Item, Output, Suite
from toolkit.lookup import did_you_mean
from toolkit.summarise import summarise
from toolkit.translate import FigureMode, translate_sentences


class System(Protocol):
    """A source of outputs. `identity` is a hash of what they depend on, `recorded` says they cost nothing."""

    @property
    def name(self) -> str: ...
    @property
    def identity(self) -> str: ...
    @property
    def recorded(self) -> bool: ...

    def outputs(self, items: Sequence[Item]) -> list[Output]:
        """Return the output for each item; one that failed says why."""
        ...


@dataclass(frozen=True, slots=True)
class RecordedSystem:
    """Outputs that somebody saved, by the id of their item."""

    name: str
    texts: Mapping[str, str]
    recorded: bool = True

    @property
    def identity(self) -> str:
        digest = hashlib.sha256()
        for each in sorted(self.texts.items()):
            digest.update(repr(each).encode())
        return f"recorded@{digest.hexdigest()[:12]}"

    def outputs(self, items: Sequence[Item]) -> list[Output]:
        return [_checked(self.texts.get(item.id)) for item in items]


def _checked(text: str | None) -> Output:
    if text is None:
        return Output("", "no output")
    return Output(text) if text.strip() else Output("", "empty output")


def column_system(name: str, items: Iterable[Item]) -> RecordedSystem:
    """Return the system whose outputs stand in the suite's own column `name`."""
    return RecordedSystem(name, {item.id: item.outputs[name] for item in items})


def read_outputs(name: str, path: Path, items: Sequence[Item]) -> RecordedSystem:
    """Return the system whose outputs are in `path`: lines `{"id","output"}`, or one output a line.

    Raises InputError for another number of lines than items, unknown ids and repeated ids.
    """
    if path.suffix == ".jsonl":
        return RecordedSystem(name, _read_by_id(path, {item.id for item in items}))
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot read the outputs in {path}: {error}") from error
    if len(lines) != len(items):
        raise InputError(
            f"{path} has {len(lines)} lines for {len(items)} rows; give one output a line, or .jsonl with ids"
        )
    return RecordedSystem(name, {item.id: line for item, line in zip(items, lines, strict=True)})


def _read_by_id(path: Path, known: set[str]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for number, row in enumerate(read_rows(path), 1):
        where = f"{path}, row {number}"
        if not {"id", "output"} <= row.keys():
            raise InputError(f"{where}: the keys 'id' and 'output' are needed, not {', '.join(row)}")
        row_id = str(row["id"])
        if row_id not in known:
            raise InputError(f"{where}: the suite has no row {row_id!r}{did_you_mean(row_id, known)}")
        if row_id in texts:
            raise InputError(f"{where}: the id {row_id!r} stands there twice")
        texts[row_id] = row["output"] if isinstance(row["output"], str) else ""
    return texts


@dataclass(slots=True)
class ModelSystem:
    """A model run through the toolkit's own pipeline; loaded when it is first needed."""

    name: str
    identity: str
    load: Callable[[], Engine]
    produce: Callable[[Sequence[Item], Engine], list[str]]
    recorded: bool = False
    engine: Engine | None = None

    def outputs(self, items: Sequence[Item]) -> list[Output]:
        if self.engine is None:
            self.engine = self.load()
        try:
            return [_checked(text) for text in self.produce(items, self.engine)]
        except ToolkitError as error:
            if len(items) == 1:
                return [Output("", str(error))]
            # One bad row must not take its neighbours with it.
            return [output for item in items for output in self.outputs([item])]


def model_system(
    name: str,
    suite: Suite,
    *,
    figures: FigureMode = "lock",
    device: str = "auto",
    allow_pickle: bool = False,
) -> ModelSystem:
    """Return the model `name` as a system on `suite`; raise ModelError when there is no such model."""
    card = find_card(name)
    identity = f"{card.id}@{hashlib.sha256(repr(card).encode()).hexdigest()[:12]}|figures:{figures}"

    def load() -> Engine:
        return load_model(name, task="translate", device=device, allow_pickle=allow_pickle)

    def produce(items: Sequence[Item], engine: Engine) -> list[str]:
        if suite.task == "summarise":
            return [_summary(item, suite, engine) for item in items]
        return translate_items(items, engine, figures=figures)

    return ModelSystem(name if figures == "lock" else f"{name}-{figures}", identity, load, produce)


def translate_items(items: Sequence[Item], engine: Engine, *, figures: FigureMode) -> list[str]:
    """Return each item's source in English, sentence by sentence."""
    sentences = [
        [item.source[start:end] for start, end in split_sentences(item.source, lang="zh")] for item in items
    ]
    flat = [sentence for group in sentences for sentence in group]
    done = iter(translate_sentences(flat, engine, figures=figures))
    return [" ".join(next(done).target for _ in group) for group in sentences]


def _summary(item: Item, suite: Suite, engine: Engine) -> str:
    article = parse_article(item.source, lang="zh")
    summary = summarise(article, to=suite.target_lang, length=suite.length, translator=engine)
    return (" " if suite.target_lang == "en" else "").join(each.text for each in summary.sentences)


def require_no_failures(failed: Mapping[str, int]) -> None:
    """Raise RowsFailedError naming the runs in which rows failed."""
    bad = [f"{count} in {run}" for run, count in failed.items() if count]
    if bad:
        raise RowsFailedError(
            f"rows failed: {', '.join(bad)}; rows.jsonl says why, and running again retries them"
        )
