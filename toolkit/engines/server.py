"""JSON requests to a model server: retries with backoff, time-outs, keys that are never shown."""

from __future__ import annotations

import http.client
import json
import os
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from toolkit.engines.base import Options
from toolkit.errors import InputError, ModelError
from toolkit.network import GO_ONLINE, is_offline, on_this_machine

Item = TypeVar("Item")
Result = TypeVar("Result")

TRY_AGAIN = frozenset({408, 429, 500, 502, 503, 504})
NOT_FOUND = 404
LONGEST_WAIT = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Where requests go and how patiently; `key` is sent as a bearer token and never shown."""

    url: str
    key: str | None = None
    timeout: float
    attempts: int = 4
    first_wait: float = 0.5
    concurrency: int = 8

    def __repr__(self) -> str:
        return f"Server(url={self.url!r}, key={'***' if self.key else None})"


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """A redirect would carry the key to another host."""

    def redirect_request(self, *_arguments: Any) -> None:
        return None


def connect(url: str, *, key: str | None, options: Options) -> Server:
    """Return the server at `url`; refuse other machines when offline."""
    if (options.offline or is_offline()) and not on_this_machine(url):
        raise ModelError(f"offline mode is on, so {url} is not contacted; {GO_ONLINE} to use it")
    return Server(url=url, key=key, timeout=_timeout())


def post_json(server: Server, path: str, body: Mapping[str, Any]) -> Any:
    """Return the decoded JSON answer to `body`; raise ModelError when the server gives none in the end."""
    failure = "no answer"
    for attempt in range(server.attempts):
        try:
            return json.loads(_send(server, path, body))
        except urllib.error.HTTPError as error:
            failure = f"{error.code} {_reason(error, server)}"
            if error.code not in TRY_AGAIN:
                raise ModelError(_refused(server, error.code, failure)) from error
            wait = _retry_after(error)
        except json.JSONDecodeError:
            failure, wait = "an answer that is no JSON", 0.0
        except (OSError, http.client.HTTPException) as error:
            failure, wait = f"no answer ({error})", 0.0
        if attempt + 1 < server.attempts:
            time.sleep(min(max(wait, server.first_wait * 2**attempt), LONGEST_WAIT))
    raise ModelError(
        f"{server.url} gave {failure} after {server.attempts} attempts; check that the server is running "
        "and reachable, and try again"
    )


def in_parallel(
    server: Server, ask: Callable[[Item], Result], items: Sequence[Item] | Iterable[Item]
) -> list[Result]:
    """Return `ask` of every item, in order, with the server's number of requests under way at once."""
    with ThreadPoolExecutor(max_workers=server.concurrency) as pool:
        return list(pool.map(ask, items))


def _send(server: Server, path: str, body: Mapping[str, Any]) -> bytes:
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if server.key:
        headers["Authorization"] = f"Bearer {server.key}"
    request = urllib.request.Request(server.url + path, json.dumps(body).encode(), headers, method="POST")
    opener = urllib.request.build_opener(_NoRedirects())
    with opener.open(request, timeout=server.timeout) as response:
        answer: bytes = response.read()
        return answer


def _reason(error: urllib.error.HTTPError, server: Server) -> str:
    """Return the server's own words for an error, shortened, without the key."""
    try:
        text = error.read(2000).decode("utf-8", "replace")
    except (OSError, http.client.HTTPException):
        text = ""
    if server.key:
        text = text.replace(server.key, "***")
    return " ".join(text.split())[:300] or error.reason


def _refused(server: Server, code: int, failure: str) -> str:
    if code in (401, 403):
        given = "the key in the environment was refused" if server.key else "no key was sent"
        return f"{server.url} wants a key ({given}: {failure}); set TOOLKIT_API_KEY"
    if 300 <= code < 400:
        return f"{server.url} redirects elsewhere ({code}); give the final address"
    hint = "; check the address (it often ends in /v1) and the model's name" if code == NOT_FOUND else ""
    return f"{server.url} refused the request: {failure}{hint}"


def _retry_after(error: urllib.error.HTTPError) -> float:
    """Return the seconds the server asks to wait, 0 when it names none."""
    value = error.headers.get("Retry-After") or ""
    return float(value) if value.isdigit() else 0.0


def _timeout() -> float:
    """Return how many seconds to wait for an answer: TOOLKIT_TIMEOUT, or two minutes."""
    given = os.environ.get("TOOLKIT_TIMEOUT", "120")
    try:
        return float(given)
    except ValueError:
        raise InputError(f"TOOLKIT_TIMEOUT is {given!r}; give a number of seconds") from None
