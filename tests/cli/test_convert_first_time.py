"""`hcroadmap convert FILE` by somebody who only has the file: what it says is what they need next."""

import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

Hcroadmap = Callable[..., tuple[int, str, str]]
PLAIN = "Jaar;Regio;Aandeel\n2015;NL;38,6\n2016;NL;39,1\n"
BELOW_A_TITLE = "Blijvers naar jaar\n\nJaar;Aandeel\n2015;38,6\n2016;39,1\n"
STATLINE = '"Perioden";"Bevolking (x 1 000)"\n"2015";"16.901"\n"2016";"16.979"\n'


def last_line(text: str) -> list[str]:
    """The words of the command that the last line proposes, without the program's name."""
    return shlex.split(text.splitlines()[-1])[1:]


def test_a_plain_table_is_read_by_the_proposed_command(hcroadmap: Hcroadmap, tmp_path: Path) -> None:
    """Each column stands there with two of its texts and what it may hold."""
    file = tmp_path / "tabel.csv"
    file.write_text(PLAIN)
    code, told, _ = hcroadmap("convert", str(file))
    assert code == 0
    for words in ("tabel.csv has the header of no known supplier", "2015, 2016", "38,6, 39,1", "period", "figure"):
        assert words in told
    code, rows, _ = hcroadmap(*last_line(told))
    assert (code, rows.splitlines()[1].split(",")[:3]) == (0, ["ID", "2015", "38.6"])


def test_a_table_below_a_title_comes_with_its_layout(hcroadmap: Hcroadmap, tmp_path: Path) -> None:
    """The lines of the layout, saved where they say, make the command work."""
    (tmp_path / "targets.yaml").write_text("indicators:\n  ID: {title: T, unit: percent}\n")
    file = tmp_path / "blijvers 2016.csv"
    file.write_text(BELOW_A_TITLE)
    _, told, _ = hcroadmap("-C", str(tmp_path), "convert", str(file))
    assert "config/layouts/blijvers-2016.yaml" in told
    layout = tmp_path / "config" / "layouts" / "blijvers-2016.yaml"
    layout.parent.mkdir(parents=True)
    layout.write_text(told.partition("yaml:\n")[2].partition("\n\n")[0] + "\n")
    code, rows, error = hcroadmap("-C", str(tmp_path), *last_line(told))
    assert (code, [row.split(",")[1:3] for row in rows.splitlines()[1:]]) == (
        0,
        [["2015", "38.6"], ["2016", "39.1"]],
    ), error


def test_a_known_file_is_called_by_its_name_and_its_scale_is_told(hcroadmap: Hcroadmap, tmp_path: Path) -> None:
    """What was done with the figures stands on stderr."""
    file = tmp_path / "statline.csv"
    file.write_text(STATLINE)
    _, told, _ = hcroadmap("convert", str(file))
    assert "StatLine" in told
    code, rows, said = hcroadmap(*last_line(told))
    assert (code, rows.splitlines()[1].split(",")[2]) == (0, "16901")
    assert "1000" in said


@pytest.mark.parametrize("kind", ["year", "quarter"])
def test_one_kind_of_period_is_chosen(hcroadmap: Hcroadmap, tmp_path: Path, kind: str) -> None:
    """The other rows are left out, and counted."""
    file = tmp_path / "werkloosheid.csv"
    file.write_text("Periode;Aandeel\n2021;4,2\n2022-Q1;3,4\n2022-Q2;3,3\n2022;3,5\n")
    options = ("--indicator", "x", "--period", "Periode", "--value", "Aandeel", "--kind", kind)
    code, rows, said = hcroadmap("convert", str(file), *options)
    assert (code, len(rows.splitlines()) - 1) == (0, 2)
    assert "left out" in said
