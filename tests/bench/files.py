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


INDICATOR = """\
  indicator-{number:05}:
    title: {{en: Indicator {number}, nl: Indicator {number} in het Nederlands}}
    action_line: line-{line:02}
    unit: jobs
    direction: increase
    owner: Party {line}
    definition: register
    baseline: {{period: 2000-Q1, value: 1000, source: "The roadmap, page {number}"}}
    target: {{period: 2030-Q4, value: {goal}, agreed: 2001-02-01}}
"""


def indicators(folder: Path, count: int, observations: int = 100) -> tuple[Path, Path]:
    """Write a project of so many indicators, each with a figure for so many quarters; its two files."""
    targets, figures = folder / "targets.yaml", folder / "config" / "measurements" / "figures.csv"
    figures.parent.mkdir(parents=True, exist_ok=True)
    with targets.open("w", encoding="utf-8") as stream:
        stream.write("roadmap: {id: bench, title: Bench}\naction_lines:\n")
        stream.writelines(f"  line-{line:02}: {{title: Line {line}}}\n" for line in range(40))
        stream.write("indicators:\n")
        for number in range(count):
            goal = 1200 + number * 37 % 800
            stream.write(INDICATOR.format(number=number, line=number % 40, goal=goal))
    with figures.open("w", encoding="utf-8") as stream:
        stream.write("indicator,period,value,definition,status,published\n")
        for number in range(count):
            stream.writelines(_quarter(number, quarter) for quarter in range(observations))
    return targets, figures


def _quarter(number: int, quarter: int) -> str:
    year, part = 2000 + quarter // 4, quarter % 4 + 1
    figure = 1000 + quarter * (number * 13 % 11) - number % 7
    return f"indicator-{number:05},{year}-Q{part},{figure}.5,register,,{year + 1}-0{part}-15\n"
