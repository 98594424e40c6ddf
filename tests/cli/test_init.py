"""`hcroadmap init`: a project that works at once, and nothing overwritten."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from hcroadmap.cli.run import COMMANDS
from hcroadmap.model.vocabulary import SchemaName

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "hcroadmap" / "templates"
Run = Callable[..., Any]
SCHEMAS = {f"config/schemas/{name}.json" for name in SchemaName}


def files_of(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.parametrize("template", ["region", "sector", "empty"])
def test_a_template_works_at_once(hcroadmap: Run, project: Path, template: str) -> None:
    """No finding, a verdict for every goal, and every made-up thing marked as an example."""
    assert hcroadmap("init", "mine", "--template", template).code == 0
    room = project / "mine"
    assert files_of(room) == files_of(TEMPLATES / template) | SCHEMAS
    checked = hcroadmap("-C", str(room), "validate")
    assert (checked.code, checked.out) == (0, f"no findings in {len(files_of(TEMPLATES / template))} files\n")
    shown = json.loads(hcroadmap("-C", str(room), "status", "--format", "json", "--as-of", "2026-11-23").out)
    assert set(shown["summary"]) <= {"on_track", "behind", "off_track"}
    told = yaml.safe_load((room / "targets.yaml").read_text(encoding="utf-8"))
    assert all("example" in str(indicator["title"]) for indicator in told["indicators"].values())
    figures = (room / "config" / "measurements" / "example.csv").read_text(encoding="utf-8").splitlines()
    assert all(row.endswith(",example,made up") for row in figures[1:])


def test_a_second_real_roadmap(hcroadmap: Run, project: Path) -> None:
    """A million digitally skilled workers by 2030: no finding, nothing made up, and no word about examples."""
    result = hcroadmap("init", "mine", "--template", "digital")
    assert (result.code, "example" in result.out) == (0, False)
    room, files = project / "mine", files_of(TEMPLATES / "digital")
    assert files_of(room) == files | SCHEMAS
    assert hcroadmap("-C", str(room), "validate").out == f"no findings in {len(files)} files\n"
    rows = csv.DictReader((room / "config/measurements/digital.csv").read_text(encoding="utf-8").splitlines())
    assert all(row["published"] and row["source"] for row in rows)


@pytest.mark.parametrize(
    ("as_of", "status", "figures", "apart"),
    [
        ("2023-10-23", "no_data", (707000, None), []),
        ("2023-10-24", "no_data", (707000, None), []),
        ("2024-06-30", "not_comparable", (707000, None), [670000]),
        ("2025-03-06", "not_comparable", (707000, None), [670000]),
        ("2025-03-07", "reversing", (673000, 670000), [707000]),
        ("2026-11-28", "reversing", (673000, 670000), [707000]),
    ],
)
def test_the_definition_that_changed(
    hcroadmap: Run, as_of: str, status: str, figures: tuple[int, int | None], apart: list[int]
) -> None:
    """707 000 became 673 000 for one year: the older count is never compared with what follows, on either side."""
    hcroadmap("init", "mine", "--template", "digital")
    document = json.loads(hcroadmap("-C", "mine", "status", "--format", "json", "--as-of", as_of).out)
    shown = document["indicators"][0]
    latest = shown["latest"] and shown["latest"]["value"]
    assert (shown["status"], shown["baseline"]["period"]) == (status, "2022")
    assert (shown["baseline"]["value"], latest) == figures
    assert [point["value"] for point in shown["not_comparable"]] == apart
    assert shown["target"] == {"period": "2030", "value": 1000000}


@pytest.mark.parametrize(("template", "by"), [("region", "level"), ("sector", "region")])
def test_a_template_shows_targets_of_members(hcroadmap: Run, project: Path, template: str, by: str) -> None:
    """Some members have a verdict of their own."""
    hcroadmap("init", "mine", "--template", template)
    shown = json.loads(hcroadmap("-C", str(project / "mine"), "status", "--by", by, "--format", "json").out)
    members = shown["indicators"][0]["members"]
    assert {member["status"] is None for member in members} == {True, False}
    assert all((member["target"] is None) == (member["status"] is None) for member in members)


def test_without_a_template_it_is_the_human_capital_roadmap(hcroadmap: Run, project: Path) -> None:
    """Complete: every file of the repository's own project, byte for byte."""
    assert hcroadmap("init", "copy").code == 0
    copy = project / "copy"
    assert files_of(copy) == {"targets.yaml", *(f"config/{file}" for file in files_of(ROOT / "config"))}
    assert all((copy / file).read_bytes() == (ROOT / file).read_bytes() for file in files_of(copy))


def test_it_says_what_it_wrote_and_what_comes_next(hcroadmap: Run, project: Path) -> None:
    """Each file with what it is for; the last line can be typed as it stands."""
    lines = hcroadmap("init", "my room", "--template", "empty").out.splitlines()
    assert lines == [
        f"Wrote 9 files in {project / 'my room'}:",
        "  targets.yaml                     what was promised: action lines, goals, targets",
        "  config/measurements/example.csv  what was measured",
        "  config/settings.yaml             language, method of judging, head of the memo",
        "  config/schemas/                  tells an editor what each file may hold",
        "Whatever says “example” is made up: replace it with your own, as in: hcroadmap help start",
        "Next: cd 'my room' && hcroadmap status",
    ]


def test_an_editor_finds_the_schema_of_every_file(hcroadmap: Run, project: Path) -> None:
    """Beside the files, as this program prints it; it is no input: no hash and no finding, whatever it holds."""
    hcroadmap("init", "mine", "--template", "region")
    room = project / "mine"
    for path in SCHEMAS:
        assert (room / path).read_text(encoding="utf-8") == hcroadmap("schema", Path(path).stem).out
    for file in [room / "targets.yaml", *(room / "config").rglob("*.yaml")]:
        _, mark, schema = (
            file.read_text(encoding="utf-8").splitlines()[0].partition("# yaml-language-server: $schema=")
        )
        assert mark
        assert (file.parent / schema).resolve().relative_to(room).as_posix() in SCHEMAS
    before = hcroadmap("-C", str(room), "status", "--format", "json", "--as-of", "2026-11-23").out
    (room / "config" / "schemas" / "targets.json").write_bytes(b"\xff{")
    assert hcroadmap("-C", str(room), "validate").out.startswith("no findings in 4 files")
    assert hcroadmap("-C", str(room), "status", "--format", "json", "--as-of", "2026-11-23").out == before


def test_here_is_the_default(hcroadmap: Run, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then the next command needs no change of directory; `-C` names a place too."""
    (project / "empty").mkdir()
    monkeypatch.chdir(project / "empty")
    assert hcroadmap("init", "--template", "empty").out.splitlines()[-1] == "Next: hcroadmap status"
    assert hcroadmap("-C", str(project / "other"), "init", "--template", "empty").code == 0
    assert (project / "other" / "targets.yaml").is_file()


def test_nothing_is_overwritten(hcroadmap: Run, project: Path) -> None:
    """Exit 3, every file in the way named, and nothing written."""
    before = files_of(project)
    result = hcroadmap("init", "--template", "region", "--ci", "github")
    assert (result.code, result.out) == (3, "")
    assert result.err == (
        "hcroadmap: nothing was written in .: targets.yaml would be overwritten\n"
        "  choose an empty directory: hcroadmap init DIR\n"
    )
    assert files_of(project) == before


def test_a_place_where_nothing_can_be_written(hcroadmap: Run, project: Path) -> None:
    """Is said in one sentence."""
    (project / "file").write_text("")
    result = hcroadmap("init", "file/room")
    assert (result.code, result.err.splitlines()[-1]) == (3, "  choose another place: hcroadmap init DIR")


@pytest.mark.parametrize(
    ("forge", "file", "job"),
    [("github", ".github/workflows/roadmap.yaml", "jobs"), ("gitlab", ".gitlab-ci.yml", "validate")],
)
def test_a_workflow_for_those_who_may_install_nothing(
    hcroadmap: Run, project: Path, forge: str, file: str, job: str
) -> None:
    """It validates, compares `status` before and after, and comments."""
    hcroadmap("init", "mine", "--template", "empty", "--ci", forge)
    text = (project / "mine" / file).read_text(encoding="utf-8")
    assert job in yaml.safe_load(text)
    assert "hcroadmap validate" in text
    assert "hcroadmap -C ../before status" in text


@pytest.mark.skipif(sys.platform == "win32", reason="the workflows run on Linux")
def test_the_difference_that_the_workflow_comments(hcroadmap: Run, project: Path) -> None:
    """The script of the GitLab job, in a real repository: which line of `status` becomes which."""
    room = project / "mine"
    hcroadmap("init", "mine", "--template", "empty", "--ci", "gitlab")

    def git(*arguments: str) -> str:
        identity = ("-c", "user.name=a", "-c", "user.email=a@b")
        return subprocess.run(
            ["git", *identity, *arguments], cwd=room, capture_output=True, text=True, check=True
        ).stdout

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "before")
    base = git("rev-parse", "HEAD").strip()
    script = yaml.safe_load((room / ".gitlab-ci.yml").read_text())["difference"]["script"][0]
    folder = Path(sys.executable).parent
    around = {"PATH": f"{folder}:/usr/bin:/bin", "CI_MERGE_REQUEST_DIFF_BASE_SHA": base, "ROADMAP_TOKEN": ""}

    def comment() -> str:
        ran = subprocess.run(
            ["sh", "-e", "-c", script], cwd=room, env=around, capture_output=True, text=True, check=True
        )
        git("worktree", "remove", "--force", "../before")
        return ran.stdout

    assert comment().startswith("This change leaves every verdict as it is")
    figures = room / "config" / "measurements" / "example.csv"
    figures.write_text(figures.read_text().replace("2025,32,", "2025,30,"))
    told = comment()
    assert told.startswith("What this change does to `hcroadmap status`")
    assert any(line.startswith("-|") and "on track" in line for line in told.splitlines())
    assert any(line.startswith("+|") and "off track" in line for line in told.splitlines())


@pytest.mark.parametrize(
    ("origin", "address"),
    [
        ('{"url": "https://git.example/r.git", "vcs_info": {"vcs": "git", "commit_id": "abc1"}}',
         "git+https://git.example/r.git@abc1"),
        ('{"url": "https://example.org/hcroadmap.whl", "archive_info": {}}', "https://example.org/hcroadmap.whl"),
        ('{"url": "file:///home/ann/hcroadmap", "dir_info": {}}', "git+https://FILL-IN"),
        (None, "git+https://FILL-IN"),
    ],
)  # fmt: skip
def test_a_workflow_installs_from_where_the_program_came(
    hcroadmap: Run, project: Path, monkeypatch: pytest.MonkeyPatch, origin: str | None, address: str
) -> None:
    """Or says that the address must be filled in: an address that nobody gave is never invented."""
    (project / "site" / "hcroadmap-1.dist-info").mkdir(parents=True)
    (project / "site" / "hcroadmap-1.dist-info" / "METADATA").write_text("Name: hcroadmap\nVersion: 1\n")
    if origin:
        (project / "site" / "hcroadmap-1.dist-info" / "direct_url.json").write_text(origin)
    monkeypatch.syspath_prepend(str(project / "site"))
    for forge, file in (("github", ".github/workflows/roadmap.yaml"), ("gitlab", ".gitlab-ci.yml")):
        said = hcroadmap("init", forge, "--template", "region", "--ci", forge).out
        workflow = yaml.safe_load((project / forge / file).read_text(encoding="utf-8"))
        assert (workflow.get("env") or workflow["variables"])["HCROADMAP"] == address
        assert (f"Fill in where pip finds hcroadmap: HCROADMAP in {file}" in said) == address.endswith("FILL-IN")


def test_the_hook_before_a_commit() -> None:
    """It runs a command that there is, when a file of a project changes, in a folder below the top too."""
    (hook,) = yaml.safe_load((Path(__file__).parents[2] / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    program, command = hook["entry"].split()
    assert (program, command in COMMANDS, hook["pass_filenames"]) == ("hcroadmap", True, False)
    for path in ("targets.yaml", "agenda/targets.yaml", "config/measurements/a.csv", "a/config/settings.yaml"):
        assert re.search(hook["files"], path)
    assert not re.search(hook["files"], "README.md")
