"""The one place that downloads: a model's files from the hub, checked against the hub's own metadata."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from toolkit.cards import Card
from toolkit.engines.checkpoint import PICKLES, TOKENIZER_FILES
from toolkit.engines.store import RECORD, Pulled, git_blob_of, pull_folder, sha256_of
from toolkit.errors import InputError, ModelError, ResourceError, reason_of
from toolkit.files import whole_file
from toolkit.network import GO_ONLINE, is_offline

SMALL_FILES = ("*.json", "*.jinja", *TOKENIZER_FILES)
PARTIAL, FORBIDDEN = 206, (401, 403)
"""HTTP statuses: an answer that continues where the request asked it to, and answers to strangers."""
WHERE = "check the id at https://huggingface.co/models"


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file as the hub states it: large ones by sha256, the others by git's blob id."""

    name: str
    size: int
    sha256: str | None
    blob: str | None


def pull(
    card: Card,
    *,
    allow_pickle: bool = False,
    tell: Callable[[str], None] = lambda _: None,
    watch: Callable[[str, int, int], None] = lambda *_: None,
) -> Path:
    """Return the folder with all files of the card's model, downloading what is missing.

    `tell` gets what is about to happen, sizes first; `watch` a file's name, its bytes so far and its
    size. A broken-off download is continued. Raises ModelError when the hub does not give the
    files or they differ from its metadata, ResourceError when the disk is too small.
    """
    if card.hub is None or card.url is not None:
        raise InputError(f"the model {card.id!r} is not on the hub, so there is nothing to pull")
    if is_offline():
        raise ModelError(f"offline mode is on, so {card.hub} is not pulled; {GO_ONLINE} to pull it")
    commit, files = _remote_files(card.hub, card.revision)
    wanted = _choose(files, hub=card.hub, allow_pickle=allow_pickle)
    folder = pull_folder(card.hub)
    missing = [file for file in wanted if not _is_whole(folder / file.name, file)]
    if missing:
        _require_disk(folder, missing, tell)
    else:
        tell(f"all files are in {folder} and agree with the hub")
    for file in missing:
        _download(card.hub, commit, file, folder, watch)
    entries = {file.name: _verified(folder / file.name, file) for file in wanted}
    record = Pulled(hub=card.hub, revision=card.revision, commit=commit, files=entries)
    with whole_file(folder / RECORD) as stream:
        stream.write(f"{json.dumps(asdict(record), indent=2)}\n".encode())
    return folder


def _remote_files(hub: str, revision: str) -> tuple[str, list[RemoteFile]]:
    """Return the commit that `revision` names and the files at its top level."""
    from huggingface_hub import HfApi

    with _hub_errors(hub, revision):
        info = HfApi(endpoint=os.environ.get("HF_ENDPOINT")).model_info(
            hub, revision=revision, files_metadata=True
        )
    files = [
        RemoteFile(each.rfilename, each.size or 0, each.lfs.sha256 if each.lfs else None, each.blob_id)
        for each in info.siblings or []
        if "/" not in each.rfilename
    ]
    if info.sha is None:
        raise ModelError(f"the hub names no commit for {hub} at {revision}; try again later")
    return info.sha, files


def _choose(files: Sequence[RemoteFile], *, hub: str, allow_pickle: bool) -> list[RemoteFile]:
    """Return the files to fetch: safetensors weights, configuration and tokenizer, nothing that is code."""
    small = [file for file in files if _matches(file, SMALL_FILES)]
    weights = [file for file in files if _matches(file, ("*.safetensors",))]
    if not weights and allow_pickle:
        weights = [file for file in files if _matches(file, PICKLES)]
    if not weights:
        raise ModelError(
            f"{hub} has no safetensors weights at this revision and pickled ones are refused; "
            "name a revision that has them, or pass --allow-pickle if you trust its source"
        )
    return [*small, *weights]


def _matches(file: RemoteFile, patterns: Sequence[str]) -> bool:
    return any(Path(file.name).match(pattern) for pattern in patterns)


def _require_disk(folder: Path, missing: Sequence[RemoteFile], tell: Callable[[str], None]) -> None:
    """Say how much will be fetched, and raise ResourceError when it does not fit on the disk."""
    needed = sum(file.size for file in missing)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise ModelError(f"the folder {folder} cannot be made ({error}); set TOOLKIT_HOME") from error
    tell(f"{needed / 1e6:,.1f} MB to download to {folder}; {free / 1e9:,.1f} GB free")
    if needed > free:
        raise ResourceError(
            f"{needed / 1e9:.1f} GB are needed in {folder} and {free / 1e9:.1f} GB are free; "
            "make room or set TOOLKIT_HOME to another disk"
        )


def _download(
    hub: str, commit: str, file: RemoteFile, folder: Path, watch: Callable[[str, int, int], None]
) -> None:
    """Fetch one file into `NAME.part`, after what an earlier run left there, and give it its name."""
    from huggingface_hub import get_session, get_token, hf_hub_url

    part = folder / f"{file.name}.part"
    done = part.stat().st_size if part.is_file() else 0
    url = hf_hub_url(hub, file.name, revision=commit, endpoint=os.environ.get("HF_ENDPOINT"))
    headers = {"Accept-Encoding": "identity"}
    if token := get_token():
        headers["Authorization"] = f"Bearer {token}"
    if 0 < done < file.size:
        headers["Range"] = f"bytes={done}-"
    with (
        _hub_errors(hub, commit),
        get_session().stream("GET", url, headers=headers, follow_redirects=True) as response,
    ):
        if response.status_code in FORBIDDEN:
            raise ModelError(_gated(hub))
        response.raise_for_status()
        continued = response.status_code == PARTIAL
        done = done if continued else 0
        with part.open("ab" if continued else "wb") as stream:
            for chunk in response.iter_bytes():
                stream.write(chunk)
                done += len(chunk)
                watch(file.name, done, file.size)
    part.replace(folder / file.name)


def _is_whole(path: Path, file: RemoteFile) -> bool:
    """Return whether the file is here with the size and the hash that the hub states."""
    if not path.is_file() or path.stat().st_size != file.size:
        return False
    if file.sha256 is not None:
        return sha256_of(path) == file.sha256
    return file.blob is None or git_blob_of(path) == file.blob


def _verified(path: Path, file: RemoteFile) -> dict[str, Any]:
    """Return the record of a whole file; a damaged one is deleted and named."""
    if not _is_whole(path, file):
        path.unlink(missing_ok=True)
        raise ModelError(f"{file.name} differs from what the hub states and was deleted; pull again")
    return {"size": file.size, "sha256": file.sha256 or sha256_of(path)}


def _gated(hub: str) -> str:
    return f"{hub} is gated: accept its terms on its page, then set HF_TOKEN to your access token"


@contextmanager
def _hub_errors(hub: str, revision: str) -> Iterator[None]:
    """Turn what the hub's client raises into one clear ModelError."""
    from huggingface_hub import errors

    # The client is built on one of two HTTP libraries, and only its errors say which.
    http_error: Any = vars(errors)["HTTPError"]

    try:
        yield
    except errors.GatedRepoError as error:
        raise ModelError(_gated(hub)) from error
    except errors.RepositoryNotFoundError as error:
        raise ModelError(
            f"the hub has no model {hub!r}, or it is private; {WHERE} or set HF_TOKEN"
        ) from error
    except errors.RevisionNotFoundError as error:
        raise ModelError(f"{hub} has no revision {revision!r}; use a branch or commit of its page") from error
    except errors.HFValidationError as error:
        raise ModelError(f"{hub!r} is no hub id (org/name); {WHERE}") from error
    except (http_error, OSError) as error:
        raise ModelError(
            f"the hub cannot be reached or broke off ({reason_of(error)}); check the network and run the "
            "command again: it continues where it stopped"
        ) from error
