"""A page from the network, only when the user gives its address."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.parse
import urllib.request
from pathlib import PurePosixPath
from typing import NamedTuple

from toolkit.errors import InputError
from toolkit.network import GO_ONLINE, is_offline, on_this_machine

_TIMEOUT = 20
_AGENT = "Mozilla/5.0 (compatible; zh-en-toolkit)"
_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/markdown": ".md",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}


class Page(NamedTuple):
    """What a server sent: the bytes, the suffix its content type stands for, and the charset it names."""

    data: bytes
    suffix: str
    charset: str | None


def fetch(address: str, *, largest: int) -> Page:
    """Return the page at an http or https `address`; InputError if it cannot be had or is too large."""
    if not address.lower().startswith(("http://", "https://")):
        raise InputError(f"cannot read {address}: give a file, or an address that begins with https://")
    if is_offline() and not on_this_machine(address):
        raise InputError(
            f"offline mode is on, so {address} is not read; {GO_ONLINE}, or save the page as a file"
        )
    try:
        request = urllib.request.Request(_quoted(address), headers={"User-Agent": _AGENT})
        with urllib.request.urlopen(request, timeout=_TIMEOUT) as answer:
            data = answer.read(largest + 1)
            content_type, charset = answer.headers.get_content_type(), answer.headers.get_content_charset()
    except urllib.error.HTTPError as error:
        raise InputError(
            f"{address} answered {error.code} {error.reason}; check the address, or save the page as a file"
        ) from None
    except (OSError, ValueError, http.client.HTTPException) as error:
        reason = getattr(error, "reason", error)
        raise InputError(
            f"{address} cannot be reached ({reason}); check the network, or save the page as a file"
        ) from None
    if len(data) > largest:
        raise InputError(f"{address} sends more than {largest >> 20} MB; save the part you need as a file")
    path_suffix = PurePosixPath(urllib.parse.urlsplit(address).path).suffix.lower()
    return Page(data, _SUFFIXES.get(content_type, path_suffix), charset)


def _quoted(address: str) -> str:
    """Return `address` with what is not ASCII made percent signs, its host in the form DNS takes."""
    parts = urllib.parse.urlsplit(address)
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode("ascii")
    path = urllib.parse.quote(parts.path, safe="/%:@!$&'()*+,;=~-._")
    query = urllib.parse.quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    return urllib.parse.urlunsplit((parts.scheme, host, path, query, ""))
