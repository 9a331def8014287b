"""Repair of a whole document: paragraph by paragraph where the two agree on what a paragraph is."""

from __future__ import annotations

from toolkit.article.model import Article
from toolkit.translate.glossary import NO_TERMS, Glossary
from toolkit.translate.model import merge_checks
from toolkit.translate.repair import Repaired, repair


def repair_document(article: Article, target: str, *, glossary: Glossary = NO_TERMS) -> Repaired:
    """Return `target`, a translation of `article`, with its wrong figures and terms put right.

    A target with as many filled lines as the article has paragraphs is repaired line by line, and
    each row's `segment` is its paragraph; any other is compared with the article as a whole.
    """
    sources = ["".join(sentence.text for sentence in paragraph.sentences) for paragraph in article.paragraphs]
    lines = target.splitlines(keepends=True)
    filled = [index for index, line in enumerate(lines) if line.strip()]
    if len(filled) != len(sources):
        return repair("\n".join(sources), target, glossary=glossary)
    checks = []
    for number, (index, source) in enumerate(zip(filled, sources, strict=True)):
        body = lines[index].rstrip("\r\n")
        repaired = repair(source, body, glossary=glossary, context="\n".join(sources[:number]))
        lines[index] = repaired.target + lines[index][len(body) :]
        checks.append(repaired.check)
    return Repaired("\n".join(sources), target, "".join(lines), merge_checks(checks))
