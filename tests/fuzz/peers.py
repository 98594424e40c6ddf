"""`python -m tests.fuzz peers FOLDER`: give every reader the files of other projects' test suites.

FOLDER holds them as they were cloned: yaml-test-suite, frictionless-py, hledger, big-list-of-naughty-strings, or
any other. Each YAML file is read as every kind of file that a project has, each table is described and converted,
and each naughty string stands in titles, cells and options. What a suite gets is findings, an answer or a refusal;
a crash, a wrong exit code, an escape for the terminal or a minute of waiting is printed: keep it as a test.
"""

from __future__ import annotations

import json
import os
import shlex
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.command import Ended, invoke
from tests.fuzz.readers import PROMISE

YAML = (".yaml", ".yml")
TABLES = (".csv", ".tsv", ".xlsx", ".xls", ".ods", ".gz", ".txt")
PLACES = ("targets.yaml", "config/settings.yaml", "config/activities.yaml", "config/sources.yaml",
          "config/commentary/2019-Q4.yaml", "config/layouts/one.yaml")  # fmt: skip
MOST = 20_000_000
"""Bytes above which a file is none of a test suite."""
MARKS = {
    "␣": " ", "———»": "\t", "——»": "\t", "—»": "\t", "»": "\t", "↵": "", "∎": "", "←": "\r", "⇔": "\ufeff",
}  # fmt: skip
"""How the yaml-test-suite writes what could not be seen."""
PATIENCE = 60
"""Seconds that one command may take."""


class Waited(Exception):  # noqa: N818  # says what happened
    """A command took too long."""


def _wait_no_longer(*_: object) -> None:
    raise Waited


@contextmanager
def project(**more: bytes) -> Iterator[Path]:
    """A project of two indicators, with more files by their paths, as the working folder."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory(prefix="peers-") as name:
        for path, content in {"targets.yaml": PROMISE, **more}.items():
            file = Path(name, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        os.chdir(name)
        try:
            yield Path(name)
        finally:
            os.chdir(before)


def documents(file: Path) -> list[bytes]:
    """The YAML documents of a file: itself, and what the yaml-test-suite keeps as texts in it."""
    content = file.read_bytes()
    found, text = [content], content.decode("utf-8", "replace")
    for part in text.split("\n  yaml: |\n")[1:]:
        lines = []
        for line in part.split("\n"):
            if line.strip() and not line.startswith("    "):
                break
            lines.append(line[4:])
        written = "\n".join(lines)
        for mark, letter in MARKS.items():
            written = written.replace(mark, letter)
        found.append(written.encode())
    return found


def as_yaml(content: bytes) -> Iterator[Ended]:
    """A document as each kind of file of a project."""
    for place in PLACES:
        with project(**{place: content}):
            yield invoke(["validate", "--format", "json"])
            yield invoke(["check", "-q"])


def as_table(file: Path) -> Iterator[Ended]:
    """A table described, converted, as measurements, and named in sources.yaml."""
    content, name = file.read_bytes(), f"t{''.join(file.suffixes[-2:])}"
    entry = f"sources: [{{file: {name}, period: id, value: name, observations: [{{indicator: courses}}]}}]"
    more = {f"config/{name}": content, f"config/measurements/m{file.suffix}": content}
    with project(**more, **{"config/sources.yaml": entry.encode()}):
        yield invoke(["convert", f"config/{name}"])
        yield invoke(["convert", f"config/{name}", "--indicator", "courses", "--period", "id", "--value", "name"])
        yield invoke(["validate", "--format", "json"])
        yield invoke(["status", "--lang", "nl"])


def as_word(text: str) -> Iterator[Ended]:
    """A naughty string as a title, a cell, a name and an option."""
    quoted = json.dumps(text)
    targets = f"indicators: {{courses: {{title: {quoted}, unit: percent, note: {quoted}, owner: {quoted}}}}}"
    cell = text.replace('"', '""')
    rows = f'indicator,period,value,note\ncourses,2015,1,"{cell}"\n'
    with project(**{"targets.yaml": targets.encode(), "config/measurements/m.csv": rows.encode()}):
        for words in (("validate",), ("status", "--all"), ("show", text), ("status", "--indicator", text),
                      ("status", "--as-of", text), ("record", "courses", text, text, "--dry-run")):  # fmt: skip
            yield invoke(words)
        Path("config/measurements/m.csv").write_text(
            f'indicator,period,value\n"{cell}",{cell},{cell}', encoding="utf-8"
        )
        yield invoke(["validate"])


def _wrong(ended: Ended) -> str:
    """What is wrong with how a command ended; empty where nothing is."""
    code, out, err = ended
    if code not in range(4):
        return f"exit code {code}"
    said = out + err
    return "an escape for the terminal" if "\x1b" in said else "nothing said" if code == 3 and not said else ""


class Suite:
    """Tries the files of one suite, counts how commands end, and prints what breaks."""

    def __init__(self, name: str) -> None:
        self.name, self.tried, self.broken = name, 0, 0
        self.codes: Counter[int] = Counter()
        self.slowest = 0.0, ""

    def give(self, what: str, made: Iterator[Ended]) -> None:
        """Follow the commands about one thing to their end."""
        self.tried += 1
        signal.signal(signal.SIGALRM, _wait_no_longer)
        began = time.monotonic()
        try:
            signal.alarm(PATIENCE)
            for ended in made:
                self.slowest = max(self.slowest, (time.monotonic() - began, what))
                self.codes[ended[0]] += 1
                if wrong := _wrong(ended):
                    self._report(what, wrong)
                began = time.monotonic()
                signal.alarm(PATIENCE)
        except SystemExit as left:
            self._report(what, f"left with {left.code}")
        except Exception as failure:  # whatever it is, it is what we look for
            self._report(what, f"{type(failure).__name__}: {failure}")
        finally:
            signal.alarm(0)

    def _report(self, what: str, wrong: str) -> None:
        self.broken += 1
        print(f"{self.name}: {shlex.quote(what)}: {wrong}", flush=True)

    def __str__(self) -> str:
        """One line of counts."""
        codes = ", ".join(f"{number} × {code}" for code, number in sorted(self.codes.items()))
        return (
            f"{self.name}: {self.tried} inputs, {sum(self.codes.values())} commands (exit codes {codes}), "
            f"the slowest {self.slowest[0]:.1f} s ({self.slowest[1]}); {self.broken} broke"
        )


def attempts(file: Path, name: str) -> Iterator[tuple[str, Iterator[Ended]]]:
    """What a file of a suite gives to try: each with its name and the commands about it."""
    if file.name == "blns.json":
        yield from ((text, as_word(text)) for text in json.loads(file.read_text(encoding="utf-8")))
    elif file.suffix.lower() in YAML:
        for number, content in enumerate(documents(file)):
            yield f"{name}, document {number}", as_yaml(content)
    elif file.suffix.lower() in TABLES:
        yield name, as_table(file)


def main(folder: Path) -> int:
    """Try every suite below a folder; the number of inputs that broke something."""
    broken = 0
    for root in sorted(path for path in folder.iterdir() if path.is_dir()):
        suite = Suite(root.name)
        for file in sorted(path for path in root.rglob("*") if path.is_file() and ".git" not in path.parts):
            if file.stat().st_size <= MOST:
                for what, made in attempts(file, file.relative_to(root).as_posix()):
                    suite.give(what, made)
        print(suite, flush=True)
        broken += suite.broken
    return broken
