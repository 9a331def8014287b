"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from toolkit.network import offline


def _go_offline(context: typer.Context, wanted: bool) -> bool:
    """Turn the network off until the command has ended; return `wanted`."""
    if wanted:
        context.with_resource(offline())
    return wanted


SourceArgument = Annotated[
    str,
    typer.Argument(
        metavar="SOURCE",
        help="A file (txt, md, html, docx, pdf), a URL, or - for standard input.",
        show_default=False,
    ),
]
OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write the result here, not to standard output."),
]
EncodingOption = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Encoding of SOURCE, e.g. gb18030 or big5; detected by default."),
]
ModelOption = Annotated[
    str,
    typer.Option(metavar="NAME", help="A model card, a hub id, a local folder, or openai:MODEL@URL."),
]
DeviceOption = Annotated[
    Literal["auto", "cpu", "cuda", "mps"],
    typer.Option(help="Where the model runs; auto takes the fastest that is there."),
]
OfflineOption = Annotated[
    bool,
    typer.Option(
        "--offline", callback=_go_offline, help="Never use the network; HF_HUB_OFFLINE=1 does the same."
    ),
]
PickleOption = Annotated[
    bool, typer.Option("--allow-pickle", help="Accept pickled weights, from a source you trust.")
]
FailUnderOption = Annotated[
    float | None,
    typer.Option(min=0.0, max=1.0, help="Exit 1 when less than this fraction survives."),
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No warnings.")]
