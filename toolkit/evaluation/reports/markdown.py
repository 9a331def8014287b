"""The leaderboard as Markdown: scores, survival by kind, significance, signatures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from toolkit.evaluation.comparing import Comparison
from toolkit.evaluation.model import Summary
from toolkit.evaluation.reports.board import KIND, Board, columns, show


def write(board: Board) -> str:
    """Return a section for each suite."""
    sections = [
        _section(suite, [summary for _, summary in runs], board.comparisons.get(suite, ()))
        for suite, runs in board.suites().items()
    ]
    return "\n\n".join([*sections, *([f"## Speed\n\n{_speed(board)}"] if board.speed else [])])


def _section(suite: str, summaries: Sequence[Summary], comparisons: Sequence[Comparison]) -> str:
    parts = [f"## {suite}", f"{summaries[0].rows} rows; 95 % intervals in brackets.", _scores(summaries)]
    if any(summary.by_kind for summary in summaries):
        parts += ["### Survival by kind of figure", _kinds(summaries)]
    if comparisons:
        parts += ["### Differences", differences(comparisons)]
    parts += ["### Signatures", "\n".join(f"- {each.system}: `{each.signature}`" for each in summaries)]
    return "\n\n".join(parts)


def _scores(summaries: Sequence[Summary]) -> str:
    names = columns(summaries)
    rows = [
        [each.system, *(show(name, each.metrics.get(name)) for name in names), each.failed]
        for each in summaries
    ]
    return table(["system", *names, "failed"], rows)


def _kinds(summaries: Sequence[Summary]) -> str:
    kinds = sorted({kind for each in summaries for kind in each.by_kind})
    rows = [
        [f"{kind} ({max(each.by_kind[kind].n for each in summaries if kind in each.by_kind)})"]
        + [show(KIND, each.by_kind.get(kind)) for each in summaries]
        for kind in kinds
    ]
    return table(["kind (figures)", *(each.system for each in summaries)], rows)


def _speed(board: Board) -> str:
    names = ("words_per_second", "seconds_per_row", "peak_memory_mb")
    rows = [
        [f"{board.runs[folder].system} on {board.runs[folder].suite}", *(speed[name] for name in names)]
        for folder, speed in board.speed.items()
    ]
    return table(["model", "words a second", "seconds a row", "memory (MB)"], rows)


def differences(comparisons: Iterable[Comparison]) -> str:
    """Return the table of comparisons: second system less first, in the metric's own scale."""
    rows = [
        [
            each.metric,
            f"{each.second} − {each.first}",
            f"{each.difference.value:+.4f} [{each.difference.low:+.4f}, {each.difference.high:+.4f}]",
            f"{each.p_corrected:.4f}",
            f"{each.difference.detectable:.4f}",
        ]
        for each in comparisons
    ]
    return table(["metric", "systems", "difference", "p (Holm)", "detectable"], rows)


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a Markdown table; the first column is left-aligned, the others right."""
    lines = [_line(header), _line(["---", *["---:"] * (len(header) - 1)])]
    return "\n".join([*lines, *(_line(row) for row in rows)])


def _line(cells: Sequence[object]) -> str:
    return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |"
