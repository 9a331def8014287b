"""A translation as a translation memory (TMX 1.4b): a unit for each sentence, with what is wrong in it."""

from __future__ import annotations

from importlib.metadata import version

from toolkit.render.exchange import XML, add, document
from toolkit.render.pieces import remarks
from toolkit.render.report import Report


def render(report: Report) -> str:
    """Return the sentence pairs of the report's translation as TMX; those without English are left out."""
    from lxml import etree

    translation = report.require_translation("TMX")
    root = etree.Element("tmx", {"version": "1.4"})
    add(
        root,
        "header",
        creationtool="zh-en-toolkit",
        creationtoolversion=version("zh-en-toolkit"),
        segtype="sentence",
        adminlang="en",
        srclang=translation.source_lang,
        datatype="plaintext",
        **{"o-tmf": "zh-en-toolkit"},
    )
    body = add(root, "body")
    for segment in translation.segments:
        if not segment.target.strip():
            continue
        unit = add(body, "tu")
        for remark in remarks(segment):
            add(unit, "note", remark)
        for lang, text in (
            (translation.source_lang, segment.source),
            (translation.target_lang, segment.target),
        ):
            add(add(unit, "tuv", **{f"{XML}lang": lang}), "seg", text)
    return document(root)
