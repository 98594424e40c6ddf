"""`hcroadmap init`: a working project to start from."""

import os
import shlex
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Annotated, Literal

import typer

from hcroadmap.cli.options import argument
from hcroadmap.cli.output import refuse
from hcroadmap.model.vocabulary import SchemaName
from hcroadmap.read.files.text import decode_text
from hcroadmap.read.files.yaml import read_yaml
from hcroadmap.render.language.page import visible
from hcroadmap.render.schema import render
from hcroadmap.write.file import lay_down

Template = Literal["region", "sector", "digital", "empty"]
"""What to start from instead of the Human Capital Roadmap."""
Forge = Literal["github", "gitlab"]
"""Where changes are reviewed."""
PACKAGE = Path(__file__).parents[1]
WORKFLOWS = {"github": ".github/workflows/roadmap.yaml", "gitlab": ".gitlab-ci.yml"}
NO_ADDRESS = "git+https://FILL-IN"
"""What a workflow has for the address of this program until somebody fills it in."""
SCHEMAS = "config/schemas/"
PURPOSES = {
    "targets.yaml": "what was promised: action lines, goals, targets",
    "config/activities.yaml": "what is done, by whom, and what was reported",
    "config/settings.yaml": "language, method of judging, head of the memo",
    "config/sources.yaml": "downloaded files that are read as well",
    "config/measurements": "what was measured",
    "config/layouts": "how suppliers lay out their files",
    "config/commentary": "explanations for the memo",
    SCHEMAS: "tells an editor what each file may hold",
    ".git": "checks each change and comments on what it does to the status",
}


def init(
    directory: Annotated[
        Path, argument(metavar="DIR", help="The folder to write to. Default: this one.")
    ] = Path(),
    template: Annotated[
        Template | None,
        typer.Option(metavar="NAME", help="region, sector or empty, for your own; digital, another real one."),
    ] = None,
    ci: Annotated[
        Forge | None, typer.Option(help="Add a workflow that checks each change and comments on it.")
    ] = None,
) -> None:
    """Write a working project: the complete Human Capital Roadmap, or a template for your own roadmap.

    Examples:
      hcroadmap init my-copy
      hcroadmap init twente --template region --ci github

    Nothing is ever overwritten. The template digital is a real programme whose definition changed: a million
    digitally skilled workers by 2030. What is made up in the others is marked as an example.
    """
    root = PACKAGE / "templates" / (template or "hc-roadmap")
    if not root.is_dir():
        root = PACKAGE.parent  # a checkout: the repository itself is the Human Capital Roadmap
    found = [root / "targets.yaml", *sorted((root / "config").rglob("[!.]*"))]
    files = {file.relative_to(root).as_posix(): file.read_bytes() for file in found if file.is_file()}
    files |= {f"{SCHEMAS}{name}.json": render(name).encode() for name in SchemaName}
    notes = []
    if template not in (None, "digital"):
        notes.append("Whatever says “example” is made up: replace it with your own, as in: hcroadmap help start")
    if ci:
        address = _address()
        notes += [f"Fill in where pip finds hcroadmap: HCROADMAP in {WORKFLOWS[ci]}"] * (address == NO_ADDRESS)
        workflow = (PACKAGE / "templates" / "ci" / f"{ci}.yaml").read_text(encoding="utf-8")
        files[WORKFLOWS[ci]] = workflow.replace(NO_ADDRESS, address).encode()
    try:
        taken = lay_down(directory, files)
    except OSError as error:
        reason = f"cannot write in {directory}: {error.strerror or error}"
        refuse(reason, "choose another place: hcroadmap init DIR")
    if taken:
        reason = f"nothing was written in {directory}: {', '.join(taken)} would be overwritten"
        refuse(reason, "choose an empty directory: hcroadmap init DIR")
    following = "hcroadmap status"
    if directory.resolve() != Path.cwd():  # PowerShell knows no `&&`, and cmd no single quotes
        there = f"cd {shlex.quote(os.fspath(directory))} && {following}"
        following = f'hcroadmap -C "{directory}" status' if os.name == "nt" else there
    lines = [f"Wrote {len(files)} files in {visible(str(directory.resolve()))}:"]
    shown = dict.fromkeys(SCHEMAS if path.startswith(SCHEMAS) else path for path in files)
    width = max(map(len, shown))
    for path in shown:
        purpose = next((text for start, text in PURPOSES.items() if path.startswith(start)), "")
        lines.append(f"  {path.ljust(width)}  {purpose}".rstrip())
    typer.echo("\n".join([*lines, *notes, f"Next: {visible(following)}"]))


def _address() -> str:
    """From where pip installed this program, for another machine to do the same; a folder here is no address."""
    with suppress(PackageNotFoundError):
        text = distribution("hcroadmap").read_text("direct_url.json") or ""  # PEP 610; JSON is YAML too
        source, _ = decode_text(text.encode(), "direct_url.json")
        node = read_yaml(source)[0] if source else None
        found = node.plain() if node else {}
        url, origin = str(found.get("url")), found.get("vcs_info")
        if url.startswith("https://"):
            return f"{origin['vcs']}+{url}@{origin['commit_id']}" if origin else url
    return NO_ADDRESS
