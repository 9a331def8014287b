"""How a model is run: one seam (`Engine`), one table of runtimes, one function that loads a name."""

from __future__ import annotations

from toolkit.cards import Card, Task
from toolkit.engines.base import Decoding, Engine, Hypothesis, Options
from toolkit.engines.names import ENGINES, find_card
from toolkit.errors import ModelError
from toolkit.lookup import resolve

__all__ = ["ENGINES", "Decoding", "Engine", "Hypothesis", "load_model"]


def load_model(
    name: str,
    *,
    source: str = "zh",
    target: str = "en",
    device: str = "auto",
    offline: bool = False,
    allow_pickle: bool = False,
    threads: int | None = None,
    padded: bool = True,
    task: Task | None = None,
) -> Engine:
    """Return the model `name`, ready to run; nothing is downloaded.

    `name` is a shipped id, a hub id, a local folder, `openai:MODEL@URL`, `libretranslate:URL` or
    `echo`. `device` is auto, cpu, cuda or mps; `padded` False makes an output independent of the
    texts beside it; `task` is what the model is wanted for. Raises ModelError when it is unknown, not on
    this machine, not loadable or made for something else, ResourceError when it does not fit into
    memory, and DependencyError when its runtime is not installed.
    """
    options = Options(
        source=source,
        target=target,
        device=device,
        offline=offline,
        allow_pickle=allow_pickle,
        threads=threads,
        padded=padded,
    )
    card = find_card(name)
    if task == "translate" and card.task != task:
        raise ModelError(f"{card.id} is made for summaries; choose a model that translates")
    _require_direction(card, options)
    load = resolve(ENGINES, card.engine, what="engine", error=ModelError)
    engine: Engine = load(card, options)
    return engine


def _require_direction(card: Card, options: Options) -> None:
    if card.task == "translate" and (options.source not in card.source or options.target not in card.target):
        raise ModelError(
            f"{card.id} translates {'/'.join(card.source)} to {'/'.join(card.target)}, not {options.source} "
            f"to {options.target}; choose another model"
        )
