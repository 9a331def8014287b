"""XML for the tools of translators: what the exchange formats share."""

from __future__ import annotations

import re
from typing import Any

XML = "{http://www.w3.org/XML/1998/namespace}"
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML document may hold, not even escaped (XML 1.0, production 2)."""


def add(parent: Any, tag: str, text: str | None = None, **attributes: str) -> Any:
    """Return a new last child of `parent`, in its namespace; characters that XML forbids become U+FFFD."""
    from lxml import etree

    namespace = etree.QName(parent).namespace
    child = etree.SubElement(parent, etree.QName(namespace, tag), attributes)
    if text is not None:
        child.text = _FORBIDDEN.sub("\ufffd", text)
    return child


def document(root: Any) -> str:
    """Return the document with its declaration, indented."""
    from lxml import etree

    data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return data.decode()
