"""Projects of any size, to be timed: figures by region and sector, of which a verdict needs very few."""

from __future__ import annotations

from pathlib import Path

TARGETS = """\
roadmap: {id: bench, title: Bench}
indicators:
  jobs:
    title: Jobs
    unit: count
    direction: increase
    definition: register
    dimensions: {region: {}, sector: {members: [%s]}}
    baseline: {period: 2010, value: 100}
    target: {period: 2020, value: 2x}
"""
SECTORS = [f"sector-{number:02}" for number in range(40)]
COLUMNS = "indicator,period,value,definition,status,published,region,sector"
BAD = (
    "jobs,2015,12,register,X,2016-04-01,",
    "jobs,2015,1O5,register,,2016-04-01,",
    "jobs,15,12,register,,2016-04-01,",
)


def project(folder: Path, rows: int, bad: int = 0) -> Path:
    """Write a project with one file of so many rows, of which every `bad`th is wrong; the file."""
    file = folder / "config" / "measurements" / "figures.csv"
    file.parent.mkdir(parents=True, exist_ok=True)
    (folder / "targets.yaml").write_text(TARGETS % ", ".join(SECTORS))
    with file.open("w", encoding="utf-8", newline="") as stream:
        stream.write(COLUMNS + "\n")
        stream.writelines(
            f"jobs,{year},{100 + year - 2010},register,,{year + 1}-03-01,,\n" for year in range(2010, 2019)
        )
        for number in range(rows - 9):
            stream.write(_row(number, bad))
    return file


def _row(number: int, bad: int) -> str:
    year, cell = 2010 + number % 9, number // 9
    region, sector = f"region-{cell // 40:05}", SECTORS[cell % 40]
    if bad and number % bad == bad // 2:
        return f"{BAD[number % 3]}{region},{sector}\n"
    figure = 1000 + (number * 7919) % 90_000
    status = "P" if year == 2018 else ""
    return f"jobs,{year},{figure / 10},register,{status},{year + 1}-03-01,{region},{sector}\n"
