"""Tables as offices keep them: random ones, with what a careful reader sees in them."""

import csv
import io
import random
from collections.abc import Sequence
from typing import Literal, NamedTuple

MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
TITLES: Sequence[list[str]] = (
    [], [], ["Blijvers in de regio"], ["Blijvers, naar jaar", "Eigen administratie"], ["Tabel 3; blijvers"],
    ["Blijvers", "", "Bron: eigen"],
)  # fmt: skip
NOTES: Sequence[Sequence[list[str]]] = ([], [], [["Bron: CBS"]], [[], ["* voorlopig cijfer"]])


class Table(NamedTuple):
    """The text of a file, and period and value of each figure in its first column of them."""

    text: str
    figures: list[str]


def random_table(pick: random.Random) -> Table:
    """A table with titles above and notes below it, in some delimiter and notation."""
    delimiter = pick.choice(";,\t")
    mark = "." if delimiter == "," else pick.choice(",.")
    kind = pick.choice(["year", "month", "quarter", "study year", "day", "parts", "wide"])
    written, meant = _periods(kind, pick)
    numbers = [_number(pick, mark) for _ in meant]
    rows = _wide(written, numbers, pick) if kind == "wide" else _long(written, numbers, mark, pick)
    above: list[list[str]] = [[title] if title else [] for title in pick.choice(TITLES)]
    stream = io.StringIO()
    quoting: Literal[0, 1] = csv.QUOTE_ALL if pick.random() < 0.5 else csv.QUOTE_MINIMAL
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\n", quoting=quoting)
    is_padded = pick.random() < 0.5
    for row in [*above, *([[]] if above and pick.random() < 0.6 else []), *rows, *pick.choice(NOTES)]:
        writer.writerow(row + [""] * (len(rows[0]) - len(row)) if is_padded and row else row)
    pairs = zip(meant, numbers, strict=True)
    return Table(stream.getvalue(), [f"{period} {number.replace(',', '.')}" for period, number in pairs])


def _periods(kind: str, pick: random.Random) -> tuple[list[list[str]], list[str]]:
    """The cells of each period, and its canonical name."""
    first, count = pick.randint(1995, 2018), range(pick.randint(2, 4))
    years = [first + n for n in count]
    written = {
        "month": [[f"{MONTHS[n]} {first}"] for n in count],
        "quarter": [[f"{first} Q{n + 1}"] for n in count],
        "study year": [[f"{year}/{(year + 1) % 100:02}"] for year in years],
        "day": [[f"31.12.{year}"] for year in years],
        "parts": [[str(first), MONTHS[n]] for n in count],
    }
    months = [f"{first}-{n + 1:02}" for n in count]
    meant = {
        "month": months,
        "quarter": [f"{first}-Q{n + 1}" for n in count],
        "study year": [text for (text,) in written["study year"]],
        "day": [f"{year}-12-31" for year in years],
        "parts": months,
    }
    names = [str(year) for year in years]
    return written.get(kind, [[name] for name in names]), meant.get(kind, names)


def _number(pick: random.Random, mark: str) -> str:
    return f"{pick.randint(0, 99)}{mark}{pick.randint(0, 9)}{pick.choice(['', '5'])}"


def _wide(periods: list[list[str]], numbers: list[str], pick: random.Random) -> list[list[str]]:
    unit = pick.choice([[], ["Eenheid"]])
    head = ["Onderwerp", *unit, *(name for (name,) in periods)]
    return [head, ["Blijvers", *("%" for _ in unit), *numbers]]


def _long(periods: list[list[str]], numbers: list[str], mark: str, pick: random.Random) -> list[list[str]]:
    region, nothing, second = ([*pick.choice([[], [name]])] for name in ("Regio", "", "Aantal"))
    head = ["Jaar", "Deel"][: len(periods[0])] if len(periods[0]) > 1 else ["Periode"]
    head += [*region, *nothing, "Aandeel", *second]
    rows = [
        [*period, *("Twente" for _ in region), *nothing, number, *(_number(pick, mark) for _ in second)]
        for period, number in zip(periods, numbers, strict=True)
    ]
    above: list[list[str]] = []
    if second and pick.random() < 0.3:
        above, head = [[*[""] * (len(head) - 2), "Mannen", "Vrouwen"]], [*head[:-1], "Aandeel"]
    total = pick.choice([[], [["Totaal", *[""] * (len(head) - 2), _number(pick, mark)]]])
    return [*above, head, *rows, *total]
