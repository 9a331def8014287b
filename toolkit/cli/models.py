"""`toolkit models`: what models there are, and the only command that downloads one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from toolkit.cli.console import progress, write_result
from toolkit.cli.options import OfflineOption, PickleOption
from toolkit.cli.tables import aligned

if TYPE_CHECKING:
    from toolkit.cards import Card
    from toolkit.engines.inventory import Presence

app = typer.Typer(no_args_is_help=True)
_LOCKS = {
    "symbols": "carried through as symbols",
    "numbers": "rendered in English beforehand",
    "none": "left as they are",
}

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="A card's id, a hub id, or a folder.")]
FormatOption = Annotated[Literal["table", "json"], typer.Option("--format", help="table or json.")]


@app.command("list")
def list_models(form: FormatOption = "table") -> None:
    """List every model card: task, licence, size, and whether the model is on this machine."""
    from toolkit.engines.inventory import inventory

    found = inventory()
    if form == "json":
        write_result(_json([each.to_json() for each in found]), None)
        return
    groups = {
        "to translate": [each for each in found if each.card.task == "translate"],
        "to summarise": [each for each in found if each.card.task == "summarise"],
    }
    write_result(aligned([row for task, group in groups.items() for row in _group(task, group)]), None)


@app.command()
def show(name: NameArgument, form: FormatOption = "table") -> None:
    """Show one card in full and compare the files that are here with their checksums.

    \b
    Examples:
      toolkit models show zh-en-mini
      toolkit models show Helsinki-NLP/opus-mt-zh-en --format json
    """
    from toolkit.engines.inventory import presence
    from toolkit.engines.names import find_card

    found = presence(find_card(name), verify=True)
    write_result(_json(found.to_json()) if form == "json" else aligned(_details(found)), None)


@app.command()
def pull(name: NameArgument, _offline: OfflineOption = False, allow_pickle: PickleOption = False) -> None:
    """Download a model from the hub, or continue a broken-off download, and verify every file.

    \b
    Examples:
      toolkit models pull opus-mt-zh-en
      toolkit models pull Helsinki-NLP/opus-mt-zh-en
    """
    from rich.progress import TaskID

    from toolkit.engines.names import find_card
    from toolkit.engines.pull import pull as pull_model

    card = find_card(name)
    memory = _memory(card)

    def tell(message: str) -> None:
        _tell(f"{message}; in memory its weights take {memory}" if memory else message)

    with progress(card.id, None) as bar:

        def watch(file: str, done: int, size: int) -> None:
            if bar is not None:
                bar.update(TaskID(0), description=file, completed=done, total=size)

        folder = pull_model(card, allow_pickle=allow_pickle, tell=tell, watch=watch)
    write_result(str(folder), None)


@app.command()
def convert(
    name: NameArgument,
    weights: Annotated[
        Literal["int8", "float16", "bfloat16", "float32"], typer.Option(help="Type of the converted weights.")
    ] = "int8",
    allow_pickle: PickleOption = False,
) -> None:
    """Make the CTranslate2 copy of a model that is here, and print its folder, which --model takes.

    \b
    Examples:
      toolkit models convert opus-mt-zh-en
    """
    from toolkit.engines.convert import convert_model
    from toolkit.engines.names import find_card

    write_result(str(convert_model(find_card(name), weights, allow_pickle=allow_pickle)), None)


@app.command()
def remove(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="The model to delete.")] = None,
    conversions: Annotated[bool, typer.Option("--conversions", help="Delete all converted copies.")] = False,
) -> None:
    """Delete a pulled model, or all converted copies; what ships with the toolkit stays."""
    from toolkit.engines.inventory import remove as remove_model
    from toolkit.engines.inventory import remove_conversions
    from toolkit.engines.names import find_card

    if name is None and not conversions:
        raise typer.BadParameter("name a model, or use --conversions")
    freed = remove_conversions() if conversions else 0
    if name is not None:
        freed += remove_model(find_card(name))
    _tell(f"{_size(freed)} freed")


def _group(task: str, found: list[Presence]) -> list[tuple[str, ...]]:
    """Return the rows of the models for one task, the task as the head of the first column."""
    rows = [
        (each.card.id, _size(each.bytes), "yes" if each.folder else "-", each.card.licence) for each in found
    ]
    return [(task, "size", "here", "licence"), *rows, ("", "", "", "")]


def _details(found: Presence) -> list[tuple[str, ...]]:
    """Return the rows of `show`, values that are unknown left out."""
    card = found.card
    state = "no; run 'toolkit models pull " + card.id + "'" if card.hub and not card.url else "no"
    if found.folder:
        state = f"damaged: {', '.join(found.damaged)}; pull it again" if found.damaged else "yes"
        state += ", checksums verified" if found.verified else ""
    rows = {
        "id": card.id,
        "title": card.title,
        "task": card.task,
        "engine": card.engine,
        "hub": f"{card.hub} at {found.commit or card.revision}" if card.hub and not card.url else None,
        "server": card.url,
        "licence": card.licence,
        "parameters": f"{card.parameters:,}" if card.parameters else None,
        "size": _size(found.bytes) if found.bytes else None,
        "memory": _memory(card),
        "longest source": f"{card.max_source_tokens} tokens" if card.max_source_tokens else None,
        "figures": _LOCKS[card.lock],
        "here": state,
        "folder": str(found.folder) if found.folder else None,
    }
    table: list[tuple[str, ...]] = [(key, value) for key, value in rows.items() if value]
    table += [("quality", f"{q.metric} {q.value:g} on {q.suite} ({q.source})") for q in card.quality]
    return table + [("note", note) for note in card.notes]


def _memory(card: Card) -> str | None:
    """Return what memory a model's weights take, in words."""
    from toolkit.engines.inventory import memory_needed

    uses = {"cpu": "on a CPU", "gpu": "on a graphics card", "convert": "while it is converted"}
    return ", ".join(f"{_size(size)} {uses[use]}" for use, size in memory_needed(card).items()) or None


def _size(count: int | None) -> str:
    if count is None:
        return "?"
    return f"{count / 1e9:.1f} GB" if count >= 1e9 else f"{count / 1e6:.0f} MB"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _tell(message: str) -> None:
    typer.echo(message, err=True)
