"""Local servers that speak the real protocols and can be told to fail: model servers and a hub."""

from __future__ import annotations

import hashlib
import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

Fault = str
"""What happens to one request: an HTTP status as text, "slow", "cut", "no json" or "not chat"."""


class StandIn:
    """A server's address, the faults its next requests meet, and every request it got."""

    def __init__(self) -> None:
        self.url = ""
        self.faults: list[Fault] = []
        self.requests: list[dict[str, Any]] = []
        self.lock = threading.Lock()
        self.answer: Callable[[str], str] = translate_prompt

    def next_fault(self) -> Fault | None:
        with self.lock:
            return self.faults.pop(0) if self.faults else None


def english(text: str) -> str:
    """Return the stand-in's translation of a sentence."""
    return f"EN<{text}>"


def translate_prompt(prompt: str) -> str:
    """Return what a well-behaved chat model answers: numbered lines, or one translation."""
    lines = re.findall(r"^\[(\d+)\] (.*)$", prompt, re.MULTILINE)
    if lines:
        return "\n".join(f"[{number}] {english(text)}" for number, text in lines)
    return english(prompt.rsplit("\n\n", 1)[-1])


class _ModelHandler(BaseHTTPRequestHandler):
    server: Any

    def do_POST(self) -> None:
        stand_in: StandIn = self.server.stand_in
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with stand_in.lock:
            stand_in.requests.append({"path": self.path, "headers": dict(self.headers), "body": body})
        fault = stand_in.next_fault()
        if fault == "slow":
            time.sleep(0.6)
        if fault == "cut":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b'{"choices"')
        elif fault == "no json":
            self.reply(200, "<html>busy</html>")
        elif fault == "not chat":
            self.reply(200, json.dumps({"hello": "world"}))
        elif fault and fault.isdigit():
            self.reply(int(fault), json.dumps({"error": f"failed, key was {self.headers['Authorization']}"}))
        else:
            self.reply(200, json.dumps(self.translate(stand_in, body)))

    def translate(self, stand_in: StandIn, body: dict[str, Any]) -> dict[str, Any]:
        if self.path.endswith("/chat/completions"):
            text = stand_in.answer(body["messages"][-1]["content"])
            texts = [text if i == 0 else f"{text} v{i}" for i in range(body["n"])]
            if body["temperature"] > 0:
                texts = [f"{each} varied" for each in texts]
            return {"choices": [{"message": {"content": each}, "finish_reason": "stop"} for each in texts]}
        more = range(body.get("alternatives", 0))
        translated = [english(text) for text in body["q"]]
        answer: dict[str, Any] = {"translatedText": translated}
        if more:
            answer["alternatives"] = [[f"{text} v{i}" for i in more] for text in translated]
        return answer

    def reply(self, code: int, text: str) -> None:
        data = text.encode()
        self.send_response(code)
        if 300 <= code < 400:
            self.send_header("Location", f"{self.server.stand_in.url}/elsewhere")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


class _HubHandler(BaseHTTPRequestHandler):
    """The part of the hub's interface that a download uses; `/org/name` is a folder of `root`."""

    server: Any
    commit = "c0ffee" + "0" * 34

    def do_GET(self) -> None:
        root: Path = self.server.root
        self.server.requests.append((self.command, self.path, self.headers.get("Range")))
        if match := re.match(r"/api/models/(.+?)/revision/([^?]+)", self.path):
            self.info(root / match[1])
        elif match := re.match(r"/(.+?)/resolve/([^/]+)/([^?]+)", self.path):
            self.file(root / match[1] / match[3])
        else:
            self.reply(404, b"", {})

    def do_HEAD(self) -> None:
        self.do_GET()

    def info(self, folder: Path) -> None:
        if folder.name.startswith("gated"):
            self.reply(403, b"{}", {"X-Error-Code": "GatedRepo"})
            return
        if not folder.is_dir():
            self.reply(404, b"{}", {"X-Error-Code": "RepoNotFound"})
            return
        siblings = [self.describe(path) for path in sorted(folder.iterdir())]
        data = {"id": f"{folder.parent.name}/{folder.name}", "sha": self.commit, "siblings": siblings}
        self.reply(200, json.dumps(data).encode(), {"Content-Type": "application/json"})

    def describe(self, path: Path) -> dict[str, Any]:
        data = path.read_bytes()
        stated: dict[str, Any] = {"rfilename": path.name, "size": len(data), "blobId": _blob(data)}
        if path.suffix == ".safetensors":
            digest = self.server.sha256.get(path.name, hashlib.sha256(data).hexdigest())
            stated["lfs"] = {"sha256": digest, "size": len(data), "pointerSize": 134}
        return stated

    def file(self, path: Path) -> None:
        if not path.is_file():
            self.reply(404, b"", {"X-Error-Code": "EntryNotFound"})
            return
        data = path.read_bytes()
        headers = {"ETag": f'"{hashlib.sha256(data).hexdigest()}"', "X-Repo-Commit": self.commit}
        start = int((re.match(r"bytes=(\d+)-", self.headers.get("Range") or "") or [0, "0"])[1])
        if start:
            headers["Content-Range"] = f"bytes {start}-{len(data) - 1}/{len(data)}"
        self.reply(206 if start else 200, data[start:], headers)

    def reply(self, code: int, data: bytes, headers: dict[str, str]) -> None:
        self.send_response(code)
        for name, value in {"Content-Length": str(len(data)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def _blob(data: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()


@contextmanager
def model_server() -> Iterator[StandIn]:
    """Run a server with the OpenAI and LibreTranslate interfaces and yield its controls."""
    stand_in = StandIn()
    with _serving(_ModelHandler) as server:
        server.stand_in = stand_in
        stand_in.url = f"http://127.0.0.1:{server.server_port}"
        yield stand_in


@contextmanager
def hub(root: Path) -> Iterator[Any]:
    """Run a hub that serves the folders `root`/org/name and yield it; its address is `.url`."""
    with _serving(_HubHandler) as server:
        server.root = root
        server.requests = []
        server.sha256 = {}
        server.url = f"http://127.0.0.1:{server.server_port}"
        yield server


@contextmanager
def _serving(handler: type[BaseHTTPRequestHandler]) -> Iterator[Any]:
    server: Any = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
