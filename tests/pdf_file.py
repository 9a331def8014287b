"""A small PDF writer for tests: lines of Chinese text in a font every reader knows."""

from __future__ import annotations

from collections.abc import Sequence


def pdf_bytes(pages: Sequence[Sequence[str]]) -> bytes:
    """Return a PDF with one text line for each line of each page."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", _FONT, _DESCENDANT]
    kids = []
    for lines in pages:
        body = b"BT /F1 12 Tf 16 TL 50 800 Td "
        body += b"".join(b"<" + line.encode("gbk").hex().encode() + b"> Tj T* " for line in lines) + b"ET"
        objects.append(b"<</Length %d>>\nstream\n%s\nendstream" % (len(body), body))
        objects.append(_PAGE % len(objects))
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), len(kids))
    return _file(objects)


_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
_FONT = b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/GBK-EUC-H/DescendantFonts[4 0 R]>>"
_DESCENDANT = (
    b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000>>"
)


def _file(objects: Sequence[bytes]) -> bytes:
    data, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    trailer = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(data))
    return data + head + table + trailer
