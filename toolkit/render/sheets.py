"""The key figures of a summary as CSV and as an XLSX workbook."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from importlib import import_module

from toolkit.errors import DependencyError
from toolkit.render.forms import COLUMNS, table_rows
from toolkit.render.report import Report

_NUMBERS = ("value", "to", "sentence")


def render_csv(report: Report) -> str:
    """Return the key figures of the report's summaries as CSV with a line of headings."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for summary in report.summaries:
        writer.writerows(table_rows(summary))
    return out.getvalue()


def render_xlsx(report: Report) -> bytes:
    """Return an XLSX workbook with a sheet for each summary; raise DependencyError without openpyxl."""
    require_openpyxl()
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    book.remove(book.active)
    for summary in report.summaries:
        sheet = book.create_sheet(f"key figures {summary.lang}")
        sheet.append(COLUMNS)
        for row in table_rows(summary):
            sheet.append([_value(*each) for each in zip(COLUMNS, row, strict=True)])
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        for cells in sheet.iter_rows(min_row=2):
            for cell in cells:
                cell.alignment = Alignment(vertical="top", wrap_text=True)
                if isinstance(cell.value, str):
                    cell.data_type = "s"  # text that begins with = is no formula
        for letter, width in zip("ABCDEFGHI", (28, 20, 18, 14, 10, 18, 10, 80, 10), strict=True):
            sheet.column_dimensions[letter].width = width
        sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def require_openpyxl() -> None:
    """Raise DependencyError when workbooks cannot be written."""
    try:
        import_module("openpyxl")
    except ImportError:
        raise DependencyError(
            "XLSX needs openpyxl; install it with: pip install 'zh-en-toolkit[xlsx]'"
        ) from None


def _value(column: str, text: str) -> str | Decimal | None:
    """Return a cell's value: a number where the column holds numbers and it is one."""
    if not text:
        return None
    number = text.lstrip("-").replace(".", "", 1)
    return Decimal(text) if column in _NUMBERS and number.isascii() and number.isdigit() else text
