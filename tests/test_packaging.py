"""What is put into a wheel and a source archive, and that it works where it is installed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import venv
from collections.abc import Iterator
from configparser import ConfigParser
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[1]
SURROUNDINGS = {"unset": {}, "ASCII": {"PYTHONUTF8": "0", "LC_ALL": "C"}}
WAYS = ["script", "-m", "-OO -m"]
ROOM = "mijn projéct ✓ 漢"
pytestmark = pytest.mark.xdist_group("packaging")  # built once


class Built(NamedTuple):
    """The two archives."""

    wheel: Path
    source: Path


class Installed(NamedTuple):
    """An installation that nobody may write to, and what to put before a command so that not even root does."""

    environment: Path
    unprivileged: tuple[str, ...]

    def run(self, way: str, *arguments: str, cwd: Path, **variables: str) -> subprocess.CompletedProcess[bytes]:
        """Run the program in one of the ways in which people start it."""
        programs = self.environment / ("Scripts" if sys.platform == "win32" else "bin")
        start = (
            [str(programs / "hcroadmap")]
            if way == "script"
            else [str(programs / "python"), *way.split(), "hcroadmap"]
        )
        kept = {name: text for name, text in os.environ.items() if not name.startswith(("PYTHON", "LC_", "LANG"))}
        return subprocess.run([*self.unprivileged, *start, *arguments], cwd=cwd, env=kept | variables, check=False,
                              capture_output=True, timeout=60)  # fmt: skip


def files_of(folder: Path) -> set[str]:
    """Every file below a folder that is no by-product of running it."""
    found = (file.relative_to(folder) for file in folder.rglob("*") if file.is_file())
    return {file.as_posix() for file in found if "__pycache__" not in file.parts and file.suffix != ".pyc"}


def project_files() -> set[str]:
    """The files of the repository's own project."""
    return {"targets.yaml", *(f"config/{file}" for file in files_of(ROOT / "config"))}


def build(root: Path, folder: Path) -> Built:
    """Both archives of a source tree, without network."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", str(folder)], cwd=root, check=True, capture_output=True
    )
    (wheel,), (source,) = folder.glob("*.whl"), folder.glob("*.tar.gz")
    return Built(wheel, source)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The archives of this tree."""
    return build(ROOT, tmp_path_factory.mktemp("built"))


@pytest.fixture(scope="module")
def installed(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installed]:
    """The wheel in an environment of its own, beside the libraries that are here."""
    environment = tmp_path_factory.mktemp("installed") / "env"
    venv.create(environment, with_pip=False, symlinks=sys.platform != "win32")
    python = next(file for file in environment.rglob("python*") if file.name in ("python", "python.exe"))
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q", "--python", str(python)]
    subprocess.run(
        [*pip, "install", "--no-deps", "--no-compile", str(built.wheel)], check=True, capture_output=True
    )
    site = next(environment.rglob("site-packages"))
    around = "\n".join(path for path in sys.path if path.endswith("site-packages"))
    (site / "libraries.pth").write_text(around, encoding="utf-8")
    folders = [site, *(folder for folder in site.rglob("*") if folder.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    yield Installed(environment, _unprivileged(site))
    for folder in folders:
        folder.chmod(0o755)


def _unprivileged(folder: Path) -> tuple[str, ...]:
    """What makes root keep to permissions, too; skips where nothing does."""
    root = sys.platform != "win32" and os.geteuid() == 0
    prefix = ("setpriv", "--bounding-set=-dac_override") if root else ()
    attempt = [*prefix, sys.executable, "-c", f"open({str(folder / 'written')!r}, 'w')"]
    try:
        told = subprocess.run(attempt, capture_output=True, text=True, check=False).stderr
    except FileNotFoundError:
        told = ""
    if "PermissionError" not in told:
        pytest.skip("nothing here keeps this user from writing")
    return prefix


def test_the_wheel_holds_the_package_and_the_project(built: Built) -> None:
    """Each file of the package, whatever it is for, the roadmap as a template, the findings' examples, no test."""
    names = {name for name in ZipFile(built.wheel).namelist() if ".dist-info/" not in name}
    package = {f"hcroadmap/{file}" for file in files_of(ROOT / "hcroadmap")}
    template = {f"hcroadmap/templates/hc-roadmap/{file}" for file in project_files()}
    examples = {f"hcroadmap/help/errors/{file}" for file in files_of(ROOT / "tests" / "errors")}
    assert names == package | template | examples
    assert not any(name.endswith(".py") for name in examples)
    assert "hcroadmap/py.typed" in names


def test_the_source_archive_is_enough_to_build_from(built: Built, tmp_path: Path) -> None:
    """It holds package, project and tests, and the wheel made from it is the same."""
    with tarfile.open(built.source) as archive:
        archive.extractall(tmp_path, filter="data")
    (source,) = tmp_path.iterdir()
    assert files_of(source) >= project_files() | {"README.md", "CHANGELOG.md", "LICENSE", "pyproject.toml"}
    assert {file for file in files_of(source / "tests") if file.endswith(".py")} == {
        file for file in files_of(ROOT / "tests") if file.endswith(".py")
    }
    wheels = [ZipFile(wheel) for wheel in (built.wheel, build(source, tmp_path / "again").wheel)]
    contents = [{name: wheel.read(name) for name in wheel.namelist() if "RECORD" not in name} for wheel in wheels]
    assert contents[0] == contents[1]


def test_the_command_has_the_name_of_the_package(built: Built) -> None:
    """So that `pipx run` and `uvx` find it without being told."""
    entries = ConfigParser()
    archive = ZipFile(built.wheel)
    name = next(name for name in archive.namelist() if name.endswith("entry_points.txt"))
    entries.read_string(archive.read(name).decode())
    assert dict(entries["console_scripts"]) == {"hcroadmap": "hcroadmap.__main__:main"}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("surroundings", SURROUNDINGS)
def test_an_installation_that_cannot_be_written_works(
    installed: Installed, tmp_path: Path, way: str, surroundings: str
) -> None:
    """However it is started, in any locale, in a directory with spaces and letters beyond ASCII."""
    room = tmp_path / ROOM
    room.mkdir()
    quiet = ["check", "--unknown-is", "ok", "--as-of", "2016-01-01"]
    helping = (["--help"], ["help", "errors", "bad-value"], ["schema", "targets"])
    for line in (["init"], ["validate"], ["status"], ["show", "stay-rate"], quiet, *helping):
        ended = installed.run(way, *line, cwd=room, **SURROUNDINGS[surroundings])
        assert (line, ended.returncode, ended.stderr, bool(ended.stdout)) == (line, 0, b"", True)


@pytest.mark.parametrize("template", ["region", "sector", "digital", "empty"])
def test_every_template_is_found(installed: Installed, tmp_path: Path, template: str) -> None:
    """And works at once."""
    for line in (["init", "--template", template], ["status"]):
        ended = installed.run("script", *line, cwd=tmp_path)
        assert (ended.returncode, ended.stderr) == (0, b"")


def test_every_way_gives_the_same_bytes(installed: Installed, tmp_path: Path) -> None:
    """What is for programs: the report of the same project, and the schemas."""
    assert installed.run("script", "init", ROOM, cwd=tmp_path).returncode == 0
    for line in (["status", "--format", "json", "--as-of", "2019-12-31"], ["schema", "targets"]):
        told = {
            installed.run(way, *line, cwd=tmp_path / ROOM, **around).stdout
            for way in WAYS
            for around in SURROUNDINGS.values()
        }
        assert len(told) == 1
        assert json.loads(told.pop())
