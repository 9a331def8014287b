"""Articles read from an address: a page as the server sends it, and addresses that cannot be read."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tests.news import FIRST, SECOND, TITLE
from toolkit.article import read_article
from toolkit.errors import InputError


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        page = f"<html><body><h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p></body></html>"
        self.send_response(200 if self.path.startswith("/%E6%96%B0") else 404)
        self.send_header("Content-Type", "text/html; charset=gbk")
        self.end_headers()
        self.wfile.write(page.encode("gbk"))

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_address(site: str) -> None:
    article = read_article(f"{site}/新闻?id=1")
    assert [part.text for part in article.sentences] == [TITLE, FIRST, SECOND]
    with pytest.raises(InputError, match="answered 404"):
        read_article(f"{site}/none")


@pytest.mark.parametrize("address", ["ftp://a.example/x", "http://127.0.0.1:9/", "https://", "http://a b/"])
def test_address_that_cannot_be_read(address: str) -> None:
    with pytest.raises(InputError, match=r"cannot (read|be reached)|cannot read"):
        read_article(address)
