"""Parse, call, render, exit code: the command line."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from toolkit.cli.boundary import ErrorBoundary
from toolkit.lookup import load_attribute

_COMMANDS: dict[str, str] = {
    "translate": "toolkit.cli.translate:translate",
    "summarise": "toolkit.cli.summarise:summarise",
    "figures": "toolkit.cli.figures:figures",
    "check": "toolkit.cli.check:check",
    "repair": "toolkit.cli.repair:repair",
    "batch": "toolkit.cli.batch:batch",
    "report": "toolkit.cli.report:report",
    "train": "toolkit.cli.train:train",
}
_GROUPS: dict[str, tuple[str, str]] = {
    "models": ("toolkit.cli.models:app", "Models: what is here, and the only command that downloads."),
    "eval": ("toolkit.cli.evaluate:app", "Measure systems: which figures survive, and do systems differ?"),
}

app = typer.Typer(
    cls=ErrorBoundary,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_show_locals=False,
    help="Chinese news, reports and filings put into English, with every figure right.",
    epilog="Start with: toolkit translate article.txt · toolkit summarise article.txt · "
    "toolkit check article.txt translation.txt",
)


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"zh-en-toolkit {version('zh-en-toolkit')}")
        raise typer.Exit


@app.callback()
def _root(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    pass


for _name, _target in _COMMANDS.items():
    app.command(_name)(load_attribute(_target))
app.command("summarize", hidden=True)(load_attribute(_COMMANDS["summarise"]))
for _name, (_target, _help) in _GROUPS.items():
    app.add_typer(load_attribute(_target), name=_name, help=_help)


def main() -> None:
    """Run the command line; always leaves through SystemExit."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
    app(prog_name="toolkit")
