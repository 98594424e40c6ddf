"""Canonical measurements in any file that holds a table: CSV or workbook, each with its places."""

from __future__ import annotations

from pathlib import Path

import pytest

from hcroadmap.read.load import load

TARGETS = "indicators:\n  x: {title: X, unit: count}\n"


def findings(room: Path, name: str, content: bytes | None) -> list[str]:
    """The errors of a project with one measurements file; `None` makes a folder of it."""
    (room / "targets.yaml").write_text(TARGETS, encoding="utf-8")
    file = room / "config" / "measurements" / name
    file.parent.mkdir(parents=True)
    if content is None:
        file.mkdir()
    else:
        file.write_bytes(content)
    found = [finding for finding in load(room)[1] if finding.severity == "error"]
    return [f"{finding.location} {finding.code}" for finding in found]


@pytest.mark.parametrize("name", ["x.xlsx", "x.ods"])
def test_a_workbook_that_is_none_is_refused(tmp_path: Path, name: str) -> None:
    """A text that is called a workbook is one finding at its beginning, not a crash."""
    assert findings(tmp_path, name, b"indicator,period,value\nx,2015,1\n") == [
        f"config/measurements/{name}:1:1 unreadable-file"
    ]


@pytest.mark.parametrize("name", ["x.csv", "x.xlsx"])
def test_a_folder_that_is_called_a_file_is_refused(tmp_path: Path, name: str) -> None:
    """What cannot be opened is a finding with the name."""
    assert findings(tmp_path, name, None) == [f"config/measurements/{name}:1:1 unreadable-file"]


def test_eurostat_tsv_with_a_spoilt_first_column(tmp_path: Path) -> None:
    """A row whose codes do not fit the header, and a flag that nobody knows, have their places."""
    (tmp_path / "config" / "measurements" / "raw").mkdir(parents=True)
    (tmp_path / "targets.yaml").write_text(TARGETS, encoding="utf-8")
    (tmp_path / "config" / "sources.yaml").write_text(
        "sources:\n  - file: measurements/raw/x.tsv\n    published: 2016-01-01\n    publisher: Eurostat\n"
        "    observations: [{indicator: x, where: {geo: NL}}]\n",
        encoding="utf-8",
    )
    rows = "freq,geo\\TIME_PERIOD\t2014 \t2015 \nA\t1.0 \t2.0 \nA,NL\t1.0 q\t2.0 \n"
    (tmp_path / "config" / "measurements" / "raw" / "x.tsv").write_text(rows, encoding="utf-8")
    found = [f"{finding.location} {finding.code}" for finding in load(tmp_path)[1] if finding.severity == "error"]
    assert found == [
        "config/measurements/raw/x.tsv:2:1 ragged-row",
        "config/measurements/raw/x.tsv:3:6 bad-status",
    ]
