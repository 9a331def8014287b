"""A translation as XLIFF 2.0: a unit for each paragraph, a segment for each sentence, notes on figures."""

from __future__ import annotations

from itertools import groupby

from toolkit.render.exchange import add, document
from toolkit.render.pieces import remarks
from toolkit.render.report import Report

_NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"


def render(report: Report) -> str:
    """Return the report's translation as XLIFF 2.0, what has no target as not yet done."""
    from lxml import etree

    translation = report.require_translation("XLIFF")
    languages = {"srcLang": translation.source_lang, "trgLang": translation.target_lang}
    root = etree.Element(
        etree.QName(_NAMESPACE, "xliff"), {"version": "2.0", **languages}, nsmap={None: _NAMESPACE}
    )
    file = add(root, "file", id="article")
    for number, group in groupby(translation.segments, key=lambda segment: segment.paragraph):
        segments = list(group)
        unit = add(file, "unit", id=f"p{number}")
        found = [(place, remark) for place, each in enumerate(segments, 1) for remark in remarks(each)]
        if found:
            notes = add(unit, "notes")
            for place, remark in found:
                add(notes, "note", f"s{place}: {remark}", category="check")
        for place, segment in enumerate(segments, 1):
            done = bool(segment.target.strip())
            element = add(unit, "segment", id=f"s{place}", state="translated" if done else "initial")
            add(element, "source", segment.source)
            if done:
                add(element, "target", segment.target)
    return document(root)
