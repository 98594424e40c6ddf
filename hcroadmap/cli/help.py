"""`hcroadmap help`: the manual, and the help of every command."""

import sys
from typing import Annotated

import typer

from hcroadmap.cli.options import Directory, Lang
from hcroadmap.cli.output import deliver, page_of, refuse
from hcroadmap.cli.project import language_here
from hcroadmap.cli.run import COMMANDS, run
from hcroadmap.model.diagnostic import did_you_mean
from hcroadmap.render.manual import pages as manual
from hcroadmap.render.manual.terminal import render


def _completed(context: typer.Context) -> list[str]:
    """Completion: topics and commands, and after `errors` the codes."""
    after_errors = "errors" in (context.params.get("asked") or ())
    return list(manual.CODES if after_errors else dict.fromkeys((*manual.NAMES, *COMMANDS)))


def help(  # noqa: A001  # the command's name
    asked: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="TOPIC", help="A topic, a command, or “errors” and a code.", autocompletion=_completed
        ),
    ] = None,
    directory: Directory = None,
    lang: Lang = None,
) -> None:
    """Read the manual: one page per topic, and what each finding means.

    Examples:
      hcroadmap help
      hcroadmap help status
      hcroadmap help errors unknown-key

    Without a topic: the list of all pages and commands.
    """
    page = page_of(sys.stdout, language_here(directory, lang))
    match asked or []:
        case []:
            deliver(manual.contents(COMMANDS, page), None)
            return
        case [topic] if topic in manual.NAMES:
            markdown = manual.text(topic, page.language)
            markdown = manual.with_codes(markdown, page.words) if topic == "errors" else markdown
        case ["errors", code] | [code] if code in manual.CODES:
            markdown = manual.example(code, page.words)
        case ["errors", code]:
            hint = did_you_mean(code, manual.CODES) or "all of them: hcroadmap help errors"
            refuse(f"no finding has the code “{code}”", hint)
        case [command, *rest] if command in COMMANDS:
            raise typer.Exit(run([command, *rest, "--help"]))
        case words:
            hint = did_you_mean(words[0], [*manual.NAMES, *COMMANDS, *manual.CODES]) or "see: hcroadmap help"
            refuse(f"the manual has no page “{' '.join(words)}”", hint)
    as_typed = page.width is None and not page.colour  # elsewhere than on a terminal: the Markdown itself
    deliver(markdown if as_typed else render(markdown, page), None, exact=as_typed)
