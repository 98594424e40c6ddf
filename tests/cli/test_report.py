"""`hcroadmap report`: what is written, where to, and what is refused."""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from hcroadmap.model.period import parse_period

Command = Callable[..., Any]
QUARTER = ("--quarter", "2018-Q4", "--lang", "en")
WITHOUT = """\
import sys
sys.modules.update(dict.fromkeys({names!r}))
sys.argv[1:] = {line!r}
from hcroadmap.__main__ import main
main()
"""
IMPORTED = "import sys; from hcroadmap.cli.run import run; run({line!r}); print(*sys.modules, file=sys.stderr)"


def without(names: tuple[str, ...], *line: str) -> subprocess.CompletedProcess[str]:
    """Run a command line where some packages are not installed."""
    code = WITHOUT.format(names=list(names), line=list(line))
    return subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        env=os.environ | {"PYTHONUTF8": "1"},
    )


@pytest.fixture
def explained(project: Path) -> Path:
    """The project with everything explained for the last quarter of 2018."""
    folder = project / "config" / "commentary"
    folder.mkdir()
    said = "{text: Why., measure: What., who: Somebody}"
    (folder / "2018-Q4.yaml").write_text(f"explanations: {{jobs: {said}, stay: {said}}}\n", encoding="utf-8")
    return project


def test_markdown_goes_to_standard_output(hcroadmap: Command) -> None:
    """By default; what is missing is said beside it."""
    result = hcroadmap("report", *QUARTER)
    assert result.code == 0
    assert result.out.startswith('---\ntitle: "Roadmap: state of affairs in the fourth quarter of 2018"\n')
    assert result.out == hcroadmap("report", "--md", *QUARTER, "-o", "-").out
    assert "“jobs” is behind in 2018-Q4" in result.err


def test_as_of_a_day_and_since_another(hcroadmap: Command) -> None:
    """The title names the day, the changes count from the other."""
    text = hcroadmap("report", "--as-of", "2018-11-25", "--since", "2018-11-01", "--lang", "nl").out
    assert "stand van zaken op 25\u00a0november\u00a02018" in text
    assert "## Wat is er veranderd sinds 1\u00a0november\u00a02018?" in text


def test_the_default_is_the_last_complete_quarter(hcroadmap: Command) -> None:
    """Of today, whatever day that is."""
    assert "state of affairs in the " in hcroadmap("report").out.splitlines()[1]


def test_the_day_of_the_environment_gives_way_to_a_quarter(
    hcroadmap: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only two options contradict one another."""
    monkeypatch.setenv("HCROADMAP_AS_OF", "2017-12-31")
    assert hcroadmap("report", *QUARTER).out.count("2018-12-31") == 2
    assert 'date: "2017-12-31"' in hcroadmap("report").out


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (("--quarter", "2018-Q4", "--as-of", "2018-12-31"), "give one"),
        (("--quarter", "2018"), "“2018” is not a quarter"),
        (("--quarter", "last"), "“last” is not a quarter"),
        (("--md", "--html"), "exclude one another"),
        (("--html", "--charts", "x"), "--charts goes with --md"),
        (("--md", "--reference", "x.docx"), "--reference with --docx"),
        (("--quarter", "2018-Q4", "--since", "2019-01-01"), "lies after 2018-12-31, the day looked from"),
        (("--quarter", "2018-Q4", "-o", "no/folder/memo.md"), "cannot write"),
        (("--docx", "--reference", "no.docx"), "--reference"),
    ],
)
def test_wrong_usage_is_unknown(hcroadmap: Command, line: tuple[str, ...], told: str) -> None:
    """Exit 3, one sentence, nothing written."""
    result = hcroadmap("report", *line)
    assert result.code == 3
    assert told in result.err
    assert result.out == ""


def test_a_reference_that_cannot_be_read_is_named(hcroadmap: Command, project: Path) -> None:
    """With what to do about it; one that is no Word file too."""
    (project / "not.docx").write_text("no Word file")
    for name, told in (("no.docx", "no.docx cannot be read: No such file or directory"), ("not.docx", "")):
        refused = hcroadmap("report", "--docx", "--reference", name, *QUARTER)
        assert (refused.code, refused.out) == (3, "")
        assert f"hcroadmap: the Word file could not be made: {told}" in refused.err
        assert refused.err.endswith("\n  check the file given with --reference.\n")


def test_a_full_disk_is_not_blamed_on_the_reference(hcroadmap: Command, project: Path) -> None:
    """What pandoc is to read needs room among the temporary files, and that is what is said."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        refused = hcroadmap("report", "--docx", *QUARTER)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert (refused.code, refused.out) == (3, "")
    assert refused.err.endswith(
        "hcroadmap: the Word file could not be made: File too large\n"
        "  make room for temporary files, or choose another folder for them with TMPDIR.\n"
    )
    assert not list(project.glob("*.docx"))


@pytest.mark.parametrize(("form", "start"), [("html", b"<!DOCTYPE html>"), ("docx", b"PK")])
def test_a_page_or_a_word_file_gets_a_name_of_its_own(
    hcroadmap: Command, project: Path, form: str, start: bytes
) -> None:
    """memo-2018-Q4-en.html and the like; it is not overwritten unasked, and the same again when it is."""
    file = project / f"memo-2018-Q4-en.{form}"
    assert hcroadmap("report", f"--{form}", *QUARTER).code == 0
    content = file.read_bytes()
    assert content.startswith(start)
    refused = hcroadmap("report", f"--{form}", *QUARTER)
    assert refused.code == 3
    assert "exists" in refused.err
    assert hcroadmap("report", f"--{form}", "--force", *QUARTER).code == 0
    assert file.read_bytes() == content
    assert sorted(path.name for path in project.iterdir()) == sorted(["config", "targets.yaml", file.name])


def test_a_day_within_a_quarter_is_named_in_the_file(hcroadmap: Command, project: Path) -> None:
    """memo-2018-11-25-nl.html."""
    hcroadmap("report", "--html", "--as-of", "2018-11-25", "--lang", "nl")
    assert (project / "memo-2018-11-25-nl.html").exists()


@pytest.mark.parametrize(("name", "start"), [("m.md", "---\n"), ("m.htm", "<!DOCTYPE"), ("m.txt", "---\n")])
def test_the_suffix_chooses_the_format(hcroadmap: Command, project: Path, name: str, start: str) -> None:
    """As elsewhere; an option wins."""
    assert hcroadmap("report", "-o", name, *QUARTER).code == 0
    assert (project / name).read_text(encoding="utf-8").startswith(start)
    assert hcroadmap("report", "--html", "-o", "-", *QUARTER).out.startswith("<!DOCTYPE")


@pytest.mark.parametrize("name", ["memo.odt", "memo.json", "memo.docm", "memo.ODT"])
@pytest.mark.parametrize("flag", [(), ("--html",), ("--md",)])
def test_a_suffix_that_cannot_be_written_is_refused(
    hcroadmap: Command, project: Path, name: str, flag: tuple[str, ...]
) -> None:
    """The file would not be what its name says, whatever is asked for; the hint has names that work."""
    refused = hcroadmap("report", *flag, "-o", name, *QUARTER)
    assert (refused.code, refused.out) == (3, "")
    fitting = f"name it memo{flag[0].replace('--', '.')}." if flag else "end it in .md, "
    assert name in refused.err
    assert fitting in refused.err
    assert not (project / name).exists()


@pytest.mark.parametrize(("flag", "name"), [("html", "m.docx"), ("docx", "m.md"), ("md", "m.htm")])
def test_a_format_and_a_name_that_contradict_are_refused(
    hcroadmap: Command, project: Path, flag: str, name: str
) -> None:
    """With what to do about it; a name without a suffix contradicts nothing."""
    refused = hcroadmap("report", f"--{flag}", "-o", name, *QUARTER)
    assert (refused.code, refused.out, (project / name).exists()) == (3, "", False)
    assert f"{name} would hold what --{flag} writes\n  name it m.{flag}." in refused.err
    assert hcroadmap("report", "--html", "-o", "memo", *QUARTER).code == 0
    assert (project / "memo").read_bytes().startswith(b"<!DOCTYPE html>")


def test_the_files_are_listed_where_that_is_asked(hcroadmap: Command, project: Path) -> None:
    """With their hashes, which sha256sum checks; a memo that is sent has none."""
    memo = hcroadmap("report", *QUARTER, "--inputs").out
    block = memo.split("```text\n")[1].split("```")[0]
    done = subprocess.run(
        ["sha256sum", "-c", "-"], input=block.encode(), cwd=project, capture_output=True, check=False
    )
    assert (done.returncode, "targets.yaml: OK" in done.stdout.decode()) == (0, True)
    assert not re.search(r"sha256|[0-9a-f]{64}", hcroadmap("report", *QUARTER).out)


def test_the_running_quarter_is_reported_as_of_today(hcroadmap: Command, project: Path) -> None:
    """And says so; a figure that is still to be published does not exist yet."""
    today = date.today()  # noqa: DTZ011
    ahead = (today + timedelta(days=1)).isoformat()
    with (project / "config" / "measurements" / "all.csv").open("a", encoding="utf-8") as rows:
        rows.write(f"stay,2018,39.7,{ahead}\n")
    running = f"{today.year}-Q{(today.month + 2) // 3}"
    memo = hcroadmap("report", "--quarter", running, "--lang", "nl").out
    assert f'date: "{today}"' in memo
    assert "39,7" not in memo
    end = parse_period(running).end
    assert ("; het kwartaal loopt nog tot en met" in memo) == (today != end)


def test_charts_for_markdown_stand_in_a_folder(hcroadmap: Command, project: Path) -> None:
    """SVG and PNG of each goal; the memo shows the PNG, by its place seen from the memo."""
    line = ("report", "-o", "memos/m.md", "--charts", "charts here", *QUARTER)
    (project / "memos").mkdir()
    assert hcroadmap(*line).code == 0
    names = sorted(path.name for path in (project / "charts here").iterdir())
    assert names == [f"memo-2018-Q4-en-{name}.{form}" for name in ("jobs", "stay") for form in ("png", "svg")]
    assert "](../charts%20here/memo-2018-Q4-en-stay.png)" in (project / "memos" / "m.md").read_text(
        encoding="utf-8"
    )
    (project / "memos" / "m.md").unlink()
    assert hcroadmap(*line).code == 3
    assert hcroadmap(*line, "--force").code == 0
    (project / "file").touch()
    assert hcroadmap("report", "--charts", "file/x", *QUARTER).code == 3


def test_word_numbers_its_pages_and_sets_code_within_a_line_smaller(hcroadmap: Command, project: Path) -> None:
    """“2 / 3” at the foot; a file of one's own styles keeps its foot and its code."""
    assert hcroadmap("report", "--docx", "-o", "m.docx", *QUARTER).code == 0
    with ZipFile(project / "m.docx") as word:
        foot, text = (word.read(f"word/{name}.xml").decode() for name in ("footer1", "document"))
        styles = word.read("word/styles.xml").decode()
    assert re.findall(r'w:instr=" (\w+) "', foot) == ["PAGE", "NUMPAGES"]
    assert "<w:footerReference" in text
    assert re.search(r'"InlineCode".{0,20}</w:rPr><w:t[^>]*>hcroadmap show ID', text)
    assert re.search(r'w:styleId="InlineCode"(?:(?!</w:style>).)*<w:sz w:val="18"', styles, re.DOTALL)
    (project / "m.docx").rename(project / "own.docx")
    assert hcroadmap("report", "--docx", "--reference", "own.docx", "-o", "m.docx", *QUARTER).code == 0
    with ZipFile(project / "m.docx") as word:
        assert "InlineCode" not in word.read("word/document.xml").decode()


def test_strict_refuses_what_is_not_explained(hcroadmap: Command, project: Path) -> None:
    """Exit 3, nothing written, and what to add where."""
    result = hcroadmap("report", "--strict", "-o", "m.md", *QUARTER)
    assert result.code == 3
    assert "; add it to config/commentary/2018-Q4.yaml (create the file if it is not there)" in result.err
    assert "explanations: {jobs: {text: ..., measure: ..., who: ...}}" in result.err
    assert not (project / "m.md").exists()


def test_of_very_many_missing_explanations_the_first_are_named(hcroadmap: Command, project: Path) -> None:
    """And the rest counted, with the command that names them all."""
    one = "  i{}: {{title: I, unit: count, direction: increase, owner: A, baseline: {{period: 2015, value: 10}},"
    one += " target: {{period: 2020, value: 20}}}}\n"
    (project / "targets.yaml").write_text("indicators:\n" + "".join(one.format(n) for n in range(25)))
    rows = "".join(f"i{n},2017,10,2018-03-01\n" for n in range(25))
    (project / "config" / "measurements" / "all.csv").write_text(f"indicator,period,value,published\n{rows}")
    *named, more = hcroadmap("report", *QUARTER).err.splitlines()
    assert (len(named), more) == (20, "... and 5 more; hcroadmap validate --quarter shows all.")


def test_strict_lets_through_what_is_explained(hcroadmap: Command, explained: Path) -> None:
    """And the memo has the explanation instead of the gap."""
    assert explained.exists()
    result = hcroadmap("report", "--strict", *QUARTER)
    assert result.code == 0
    assert result.err == ""
    assert "**Measure.** What." in result.out
    assert "MISSING" not in result.out


@pytest.mark.parametrize(("until", "asked"), [("2018-12-31", False), ("2018-12-30", True)])
def test_what_was_acknowledged_is_said_and_not_asked(
    hcroadmap: Command, explained: Path, until: str, asked: bool
) -> None:
    """By whom and until when; from the day after, the decision is asked for again."""
    noted = f"acknowledgements: {{fair: {{owner: The board, reason: It reports in March., until: {until}}}}}\n"
    with (explained / "config" / "commentary" / "2018-Q4.yaml").open("a", encoding="utf-8") as stream:
        stream.write(noted)
    with (explained / "targets.yaml").open("a", encoding="utf-8") as stream:
        stream.write("  fair: {title: A fair, direction: increase, unit: count, owner: A,\n"
                     "    baseline: {period: 2015, value: 1}, target: {period: 2020, value: 2}}\n")  # fmt: skip
    memo = hcroadmap("report", *QUARTER).out
    requests = next(line for line in memo.splitlines() if "agreement to the measure" in line)
    assert ("*A fair*" in requests) == asked
    assert ("Acknowledged by The board until 31\xa0December\xa02018: It reports in March." in memo) != asked


def test_validate_finds_what_a_quarter_wants_explained(hcroadmap: Command) -> None:
    """A warning in the file where it belongs; nothing where no quarter is asked about."""
    result = hcroadmap("validate", "--quarter", "2018-Q4")
    assert result.code == 0
    assert "config/commentary/2018-Q4.yaml:1:1: warning: “jobs” is behind in 2018-Q4" in result.out
    assert "missing-explanation" in result.out
    assert "missing-explanation" not in hcroadmap("validate").out


def test_without_matplotlib_markdown_has_no_charts_and_it_is_said(project: Path) -> None:
    """It is written all the same."""
    done = without(("matplotlib",), "-C", str(project), "report", "--charts", "x", *QUARTER)
    assert done.returncode == 0
    assert "without charts" in done.stderr
    assert "pip install 'hcroadmap[docs]'" in done.stderr
    assert "![" not in done.stdout


def test_a_page_has_its_charts_without_any_extra(project: Path) -> None:
    """Two goals with a figure, two charts, and no word about it."""
    done = without(("matplotlib", "pypandoc"), "-C", str(project), "report", "--html", "-o", "-", *QUARTER)
    assert done.returncode == 0
    assert done.stdout.count("<svg") == 2
    assert "without charts" not in done.stderr


@pytest.mark.parametrize("option", [(), ("--html",), ("--docx",)])
def test_no_memo_is_written_as_a_pdf(hcroadmap: Command, option: tuple[str, ...]) -> None:
    """The refusal says how to print one; nothing is written."""
    result = hcroadmap("report", *option, "-o", "memo.pdf", *QUARTER)
    assert (result.code, result.out) == (3, "")
    assert "no format is written as .pdf" in result.err
    assert "chromium --headless --print-to-pdf=page.pdf page.html" in result.err
    assert not Path("memo.pdf").exists()


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a script of a Unix shell")
def test_a_pandoc_that_dies_is_named(program: Command, project: Path) -> None:
    """Killed for want of memory it says nothing; the memo says so instead."""
    pandoc = project / "pandoc"
    pandoc.write_text('#!/bin/sh\n[ "$1" = --version ] && echo pandoc 3.0 && exit\nkill -9 $$\n')
    pandoc.chmod(0o755)
    ended = program("report", "--docx", "-o", "m.docx", *QUARTER, PYPANDOC_PANDOC=str(pandoc))
    assert (ended.returncode, (project / "m.docx").exists()) == (3, False)
    assert b"the Word file could not be made: pandoc ended with -9 and said nothing" in ended.stderr


def test_without_pandoc_there_is_no_word_file_but_a_sentence(project: Path) -> None:
    """With the command that installs it; exit 3."""
    done = without(("pypandoc",), "-C", str(project), "report", "--docx", *QUARTER)
    assert done.returncode == 3
    assert "a Word file needs pandoc, which is not installed: pip install 'hcroadmap[docs]'" in done.stderr
    assert not list(project.glob("*.docx"))


def test_nothing_heavy_is_imported_for_markdown(project: Path) -> None:
    """Neither the drawing nor the reading of Markdown."""
    code = IMPORTED.format(line=["-C", str(project), "report"])
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        encoding="utf-8",
        check=True,
        env=os.environ | {"PYTHONUTF8": "1"},
    )
    assert not {"matplotlib", "markdown_it", "pypandoc"} & set(done.stderr.split())


@pytest.mark.parametrize("line", ["--html -o m.html", "--md -o m.md --charts drawn", "--docx -o m.docx"])
@pytest.mark.parametrize("named", [False, True])
def test_charts_without_a_home_leave_nothing(project: Path, tmp_path: Path, line: str, named: bool) -> None:
    """No folder of matplotlib for every memo, and none of its lines in the mail of cron; a named folder stays."""
    room, own = tmp_path / "room", tmp_path / "matplotlib-own"
    room.mkdir()
    own.mkdir()
    gone = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"), "/proc/none") | {"TMPDIR": str(room)}
    around = os.environ | gone | ({"MPLCONFIGDIR": str(own)} if named else {})
    words = [sys.executable, "-m", "hcroadmap", "report", "--as-of", "2018-12-31", *line.split()]
    done = subprocess.run(words, env=around, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, "atplotlib" in done.stderr, list(room.iterdir())) == (0, False, [])
    assert own.is_dir()
    assert project.is_dir()
