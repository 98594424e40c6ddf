"""What the manual says about findings: every code in a line, and of each its example and how that is mended.

The examples are those that the tests hold the program to, in `tests/errors/CODE/`; an installed package carries
them as `help/errors/CODE/`. `mended/` in it holds the files as they should be.
"""

from __future__ import annotations

import difflib
from pathlib import Path

from hcroadmap.model.diagnostic import CODES, SECTIONS
from hcroadmap.render.language.words import Words
from hcroadmap.render.manual.contents import FOLDER

PLACE = "<!-- codes -->\n"
"""Where the page on errors leaves room for the codes."""
AROUND = 2
TEXTS = (".yaml", ".csv")


def with_codes(markdown: str, words: Words) -> str:
    """The page on errors with every code, in the groups of `CODES`."""
    names = {first: name for name, first in SECTIONS.items()}
    sections: list[list[str]] = []
    for code, meaning in CODES.items():
        if code in names:
            sections.append([f"## {words(f'help.errors.groups.{names[code]}')}", "", "| code | |", "|---|---|"])
        sections[-1].append(f"| `{code}` | {meaning} |")
    return markdown.replace(PLACE, "\n\n".join("\n".join(section) for section in sections) + "\n")


def example(code: str, words: Words) -> str:
    """A page about one code: what it means, the finding as it is printed, where it is, and how it is mended."""
    folder = _folder() / code
    finding = _finding(folder, code)
    mended = {file.relative_to(folder / "mended").as_posix(): file
              for file in sorted((folder / "mended").rglob("*")) if file.is_file()}  # fmt: skip
    parts = [f"# {code}: {CODES[code]}", words("help.errors.shown"), _fenced("text", finding)]
    path, line = _place(finding)
    if path not in mended and (around := _around(folder / path, line)):
        parts += [words("help.errors.there", path=path), _fenced(Path(path).suffix[1:], around)]
    for path, file in mended.items():
        parts += [words("help.errors.mended", path=path), _fenced("diff", _difference(folder / path, file))]
    return "\n\n".join(parts if mended else [*parts, words("help.errors.hint")]) + "\n"


def _folder() -> Path:
    """The examples: in an installed package beside the pages, in a checkout among the tests."""
    installed = FOLDER / "errors"
    return installed if installed.is_dir() else FOLDER.parents[1] / "tests" / "errors"


def _finding(folder: Path, code: str) -> str:
    """The findings of this code, each with its hint, as they were agreed."""
    shown, wanted = [], False
    for line in (folder / "expected.txt").read_text(encoding="utf-8").splitlines():
        wanted = wanted if line.startswith("  ") else line.endswith(f"[{code}]")
        shown += [line] if wanted else []
    return "\n".join(shown)


def _place(finding: str) -> tuple[str, int]:
    """The file and the line to which a finding points."""
    path, line, _ = finding.split(":", 2)
    return path, int(line)


def _around(file: Path, line: int) -> str:
    """The lines around one of a text file; nothing of a workbook, or of a file that is not there."""
    if file.suffix not in TEXTS or not file.is_file():
        return ""
    lines = file.read_text(encoding="utf-8").splitlines()
    return "\n".join(lines[max(0, line - 1 - AROUND) : line + AROUND])


def _difference(before: Path, after: Path) -> str:
    """What is changed, with a few lines around it."""
    old, new = (file.read_text(encoding="utf-8").splitlines() if file.exists() else [] for file in (before, after))
    lines = difflib.unified_diff(old, new, n=AROUND, lineterm="")
    return "\n".join(line for line in lines if not line.startswith(("---", "+++", "@@")))


def _fenced(language: str, text: str) -> str:
    return f"```{language}\n{text}\n```"
