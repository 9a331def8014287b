"""What ships: the wheel holds every file of the project, and its command does the main job."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT, Run, run_command


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "--outdir",
        str(folder),
        str(CHECKOUT),
    ]
    subprocess.run(command, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The command of a venv that holds the wheel, and sees only the dependencies of this one."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    pip = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(python),
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
    ]
    subprocess.run([*pip, str(wheel)], check=True, capture_output=True)
    site = next(folder.glob("lib/python*/site-packages"))
    # A plain path line: the editable install that lies there is not activated by it.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    program = [str(folder / "bin" / "toolkit")]
    return lambda *args, **options: run_command(program, *args, cwd=folder, **options)


def test_wheel_holds_the_files_of_the_checkout_and_nothing_else(wheel: Path) -> None:
    command = [
        "git",
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
        "toolkit",
        "models",
        "eval",
        ":!eval/bench",
    ]
    listing = subprocess.run(command, cwd=CHECKOUT, check=True, capture_output=True)
    expected = set()
    for name in filter(None, listing.stdout.decode().split("\0")):
        top = name.split("/")[0]
        expected.add(name if top == "toolkit" else f"toolkit/_data/{name}")
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert packed == expected


def test_wheel_makes_only_toolkit_importable(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"toolkit"}


def test_what_ships_beside_the_package_is_data(wheel: Path) -> None:
    data = [name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("toolkit/_data/")]
    assert data
    assert not [name for name in data if name.endswith(".py")]


def test_installed_command_translates_and_summarises_the_article(installed: Run, article_path: Path) -> None:
    translated = installed("translate", article_path, "--format", "json")
    assert translated.returncode == 0, translated.stderr.decode()
    assert b'"survival"' in translated.stdout
    summarised = installed("summarise", article_path, "--length", "3")
    assert summarised.returncode == 0, summarised.stderr.decode()
    assert len(summarised.stdout.decode().strip().splitlines()) == 3
