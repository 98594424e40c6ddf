"""Projects of any size, to be timed; every row of them is kept and judged."""

from __future__ import annotations

from pathlib import Path

INDICATORS, QUARTERS = 100, 80
COLUMNS = "indicator,period,value,definition,status,published,region"
TARGETS = """\
  jobs-{number:03}:
    title: Jobs {number}
    unit: count
    direction: increase
    definition: register
    dimensions: {{region: {{}}}}
    baseline: {{period: 2000-Q1}}
    target: {{period: 2030-Q4, value: 2x}}
"""
BAD = (("-Q", "-K"), ("register,", "register,X"), (".", ".O"))
"""What makes a row wrong: another period, status or number."""


def project(folder: Path, rows: int, bad: int = 0, vintages: int = 1) -> Path:
    """Write a project with one file of so many rows, of which every `bad`th is wrong; the file.

    A hundred indicators have a figure for each quarter of twenty years, of the whole and of ever more regions.
    Each figure is published on so many days, at most ten.
    """
    file = folder / "config" / "measurements" / "figures.csv"
    file.parent.mkdir(parents=True, exist_ok=True)
    targets = "".join(TARGETS.format(number=number) for number in range(INDICATORS))
    (folder / "targets.yaml").write_text(f"roadmap: {{id: bench, title: Bench}}\nindicators:\n{targets}")
    with file.open("w", encoding="utf-8", newline="") as stream:
        stream.write(COLUMNS + "\n")
        stream.writelines(_row(number, bad, vintages) for number in range(rows))
    return file


def _row(number: int, bad: int, vintages: int) -> str:
    cell, indicator = divmod(number, INDICATORS)
    cell, vintage = divmod(cell, vintages)
    region, quarter = divmod(cell, QUARTERS)
    name, member = f"jobs-{indicator:03}", f"region-{region:05}" if region else ""
    year, part = 2000 + quarter // 4, quarter % 4 + 1
    figure = 1000 + (number * 7919) % 90_000
    status = "P" if year == 2019 else ""
    row = f"{name},{year}-Q{part},{figure / 10},register,{status},{year + 1}-0{part}-{15 + vintage},{member}\n"
    return row.replace(*BAD[number % 3]) if bad and number % bad == bad // 2 else row


INDICATOR = """\
  indicator-{number:05}:
    title: {{en: Indicator {number}, nl: Indicator {number} in het Nederlands}}
    action_line: line-{line:02}
    unit: jobs
    direction: increase
    owner: Party {line}
    definition: register
    baseline: {{period: 2000-Q1, source: "The roadmap, page {number}"}}
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
