"""JUnit XML for CI: each row is a test, which fails when one of its figures is not right."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree

from toolkit.evaluation.reports.board import Board
from toolkit.evaluation.store import read_records

# What XML 1.0 cannot hold, even escaped.
_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(board: Board) -> str:
    """Return a test suite for each run."""
    root = ElementTree.Element("testsuites")
    for folder, summary in board.runs.items():
        suite = ElementTree.SubElement(root, "testsuite", name=f"{summary.suite}.{summary.system}")
        records = read_records(folder)
        for record in records:
            _add_case(suite, record, f"{summary.suite}.{summary.system}")
        suite.set("tests", str(len(records)))
        suite.set("failures", str(len(suite.findall("testcase/failure"))))
        suite.set("errors", str(len(suite.findall("testcase/error"))))
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True)


def _add_case(suite: ElementTree.Element, record: Mapping[str, Any], name: str) -> None:
    case = ElementTree.SubElement(suite, "testcase", classname=name, name=record["id"])
    if record["error"]:
        ElementTree.SubElement(case, "error", message=_clean(record["error"]))
        return
    wrong = wrong_figures(record)
    if wrong:
        failure = ElementTree.SubElement(case, "failure", message=_clean("; ".join(wrong)))
        failure.text = _clean(f"{record['source']}\n{record['output']}")


def wrong_figures(record: Mapping[str, Any]) -> list[str]:
    """Return a line on each figure of a row that is changed, missing or invented."""
    lines = []
    for row in record["figures"]:
        if row["status"] != "kept":
            target = f" → {row['target']['text']}" if row["target"] else ""
            reason = f" ({row['reason']})" if row["reason"] else ""
            lines.append(f"{row['status']}{reason}: {row['source']['text']}{target}")
    return lines + [f"invented: {figure['text']}" for figure in record["invented"]]


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)
