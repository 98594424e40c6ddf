"""Every kind of finding has an example, which says what it should where a person would look for it."""

from __future__ import annotations

import ast
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import hcroadmap
from hcroadmap.assess.assessment import assess
from hcroadmap.assess.commentary import unexplained
from hcroadmap.cli.options import read_quarter
from hcroadmap.model.diagnostic import Diagnostic, has_errors
from hcroadmap.read.files.text import lines_of
from hcroadmap.read.load import load
from hcroadmap.render.manual.pages import CODES
from tests.command import invoke

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Compare = Callable[[Path, str], None]

HERE = Path(__file__).parent / "errors"
PROJECT = 'indicators:\n  stay-rate: {title: "Blijvers", unit: percent}\n'
ROWS = b"indicator,period,value\nstay-rate,2014,38\n"
CSV = "config/measurements/stay-rate.csv"


def _directory(project: Path) -> None:
    (project / CSV).mkdir()


def _undefined_byte(project: Path) -> None:
    (project / CSV).write_bytes(ROWS + b"stay-rate,2015,36 \x81\n")


def _bell(project: Path) -> None:
    (project / CSV).write_bytes(b"indicator,period,value,note\nstay-rate,2014,38,\x07voorlopig\n")


# Files that git cannot keep as they are: what makes them.
MADE: dict[str, Callable[[Path], None]] = {
    "unreadable-file": _directory,
    "bad-encoding": _undefined_byte,
    "control-character": _bell,
}

# What stands where the finding points to.
POINTS_AT = {
    "unreadable-file": "",
    "bad-encoding": "",
    "control-character": "\x07",
    "empty-file": "",
    "yaml-syntax": ": wie blijft",
    "second-document": "---",
    "duplicate-key": "direction: decrease",
    "merge-key": "<<",
    "alias-cycle": "*choices",
    "too-deep": "[[[[[[[[[]",
    "too-large": "*a5",
    "unknown-key": "directon:",
    "missing-key": "stay-rate:",
    "wrong-shape": "38% in 2014",
    "bad-id": "stay rate (NL):",
    "bad-choice": "increasing",
    "bad-number": '"38,5"',
    "bad-value": "bijna de helft",
    "bad-period": "eind 2020",
    "bad-date": "20 november 2015",
    "bad-duration": "1.5 years",
    "thousands-mark": "50.000",
    "unknown-action-line": "internationalization",
    "undeclared-definition": "nuffic-2018",
    "undeclared-member": "univ",
    "unit-mismatch": "bedrijven",
    "missing-direction": "stay-rate:",
    "missing-baseline": "stay-rate:",
    "missing-reason": "{period: 2022",
    "missing-agreed": "{period: 2022",
    "contradicting-direction": "40%}",
    "target-equals-baseline": "38%}",
    "period-order": "2020",
    "milestone-order": "39%}",
    "threshold-with-target": "changed_at",
    "unknown-activity": "ll-pilot-fonds: 1",
    "double-count": "3}",
    "owner-notation": "topsectoren]",
    "missing-column": "indicator;jaar;value",
    "unknown-column": "publised",
    "duplicate-column": "source\n",
    "ragged-row": "5\n",
    "broken-quote": '"voorlopig cijfer',
    "bad-status": "*",
    "missing-value": ",,",
    "unexpected-value": "38,M",
    "period-ahead": "2051",
    "share-mismatch": "39,3420",
    "baseline-revised": "41.5",
    "total-mismatch": "5478",
    "unknown-indicator": "stay-rates",
    "duplicate-observation": "stay-rate,2014,38,2015-11-12",
    "mixed-period-kinds": "2014/15",
    "no-observations": "stay-rate:",
    "suspicious-share": "385",
    "factor-hundred": "0.38",
    "negative-count": "-1",
    "missing-explanation": "",
    "unknown-layout": "blijver\n",
    "outside-project": "../../cbs",
    "passed-over": "Jaar",
    "open-elsewhere": "x",
    "unknown-format": "jaar;",
    "unread-format": '"Blijvers',
    "unchosen-sheet": "",
    "unchosen-column": "jaar;",
    "ambiguous-rows": "41.5",
    "no-rows": "NLD",
    "deleted-row": "D,NL",
    "ambiguous-decimal": "blijvers",
    "mixed-decimals": "blijvers",
    "excel-damage": "21.feb",
    "double-factor": "1000",
    "suppressed-count": "<5",
    "no-indicators": "roadmap:",
}


def project_of(code: str, room: Path) -> Path:
    """A project in `room` that shows one code."""
    if code not in MADE:
        shutil.copytree(HERE / code, room, ignore=shutil.ignore_patterns("mended"), dirs_exist_ok=True)
    else:
        (room / "targets.yaml").write_text(PROJECT)
        (room / CSV).parent.mkdir(parents=True)
        MADE[code](room)
    return room


# What only shows when one asks about a quarter.
OF_A_QUARTER = {"missing-explanation": "2016-Q4"}


def findings_of(code: str, room: Path) -> list[Diagnostic]:
    return findings_in(code, project_of(code, room))


def findings_in(code: str, room: Path) -> list[Diagnostic]:
    roadmap, findings = load(room)
    if roadmap and code in OF_A_QUARTER:
        findings += unexplained(assess(roadmap, read_quarter(OF_A_QUARTER[code])))
    return findings


@pytest.mark.parametrize("code", sorted(set(CODES) - set(MADE)))
def test_an_example_is_mended_as_the_manual_shows(code: str, tmp_path: Path) -> None:
    """With the files of `mended/` laid over it, it is not found any more, and no other error either."""
    findings = findings_of(code, tmp_path)
    assert code in {finding.code for finding in findings}
    shutil.copytree(HERE / code / "mended", tmp_path, dirs_exist_ok=True)
    left = findings_in(code, tmp_path)
    assert code not in {finding.code for finding in left}
    assert not has_errors(left)


# Where the code stands among the arguments of what makes a finding.
MAKERS = {"Mistake": 0, "Explanation": 0, "error": 1, "warning": 1, "_finding": 1, "_found": 1, "_report": 1}
MAKERS["Diagnostic"] = 2


def codes_written() -> Iterator[str]:
    """Every code that the source gives to a finding."""
    for file in Path(hcroadmap.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                yield from _text_at(node.args, MAKERS.get(name, len(node.args)))
            elif isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple):
                yield from _text_at(node.value.elts, 1)


def _text_at(parts: list[ast.expr], index: int) -> Iterator[str]:
    part = parts[index] if index < len(parts) else None
    if isinstance(part, ast.Constant) and isinstance(part.value, str) and " " not in part.value:
        yield part.value


def test_every_code_has_an_example_and_no_example_is_without_its_code() -> None:
    """What `help errors` shows is complete: one folder for each code."""
    folders = {folder.name for folder in HERE.iterdir() if folder.is_dir()}
    assert folders == set(CODES)
    assert set(POINTS_AT) == set(CODES)


def test_every_code_that_is_reported_is_listed() -> None:
    """A finding cannot carry a code that nobody can look up."""
    assert set(codes_written()) - set(CODES) == set()


def _options(code: str) -> list[str]:
    return ["--quarter", OF_A_QUARTER[code]] if code in OF_A_QUARTER else []


@pytest.mark.parametrize("code", CODES)
def test_an_example_reads_as_agreed(code: str, tmp_path: Path, compare: Compare) -> None:
    """`hcroadmap validate` prints exactly these findings in a pipe, and ends with 3 when one is an error."""
    room = project_of(code, tmp_path)
    result = invoke(["-C", str(room), "validate", *_options(code)])
    compare(HERE / code / "expected.txt", result.output)
    assert result.exit_code == (3 if has_errors(load(room)[1]) else 0)


@pytest.mark.parametrize("code", CODES)
def test_an_example_shows_its_code_where_one_looks(code: str, tmp_path: Path) -> None:
    """The finding points to the very characters that have to be changed."""
    place = next(finding.location for finding in findings_of(code, tmp_path) if finding.code == code)
    assert lines_of(tmp_path)(place.path, place.line)[place.column - 1 :].startswith(POINTS_AT[code])


@pytest.mark.parametrize("code", CODES)
def test_an_example_is_in_plain_words(code: str, tmp_path: Path) -> None:
    """One sentence that begins in lower case, and an instruction; nobody sees the words of a library."""
    for finding in findings_of(code, tmp_path):
        assert not finding.message[0].isupper()
        assert finding.message[-1] not in ".!"
        assert finding.hint[-1] in ".?"
        assert "Input should" not in finding.message
