"""Wrong usage: what was typed wrong, what was probably meant, and where help is, in at most four lines."""

from __future__ import annotations

import os
import re
from typing import Any

import typer

from hcroadmap.cli.output import UNKNOWN, tell


def explain(error: typer.TyperException) -> int:
    """Say what is wrong with a command line. It is “unknown”: click's own 2 would read as critical."""
    from hcroadmap.render.language.page import visible

    context = getattr(error, "ctx", None)
    told = visible(" ".join(_message(error).split()))
    lines = [
        context.get_usage() if context is not None else "",
        f"hcroadmap: {told}",
        f"  {meant}" if (meant := _meant(error)) else "",
        f"  see {context.command_path if context is not None else 'hcroadmap'} --help",
    ]
    tell("\n".join(line for line in lines if line))
    if context is not None and context.info_name == "check":
        from hcroadmap.render.check.text import unknown_line

        typer.echo(unknown_line(f"wrong usage: {told}"))
    return UNKNOWN


def _message(error: Any) -> str:
    """Typer's own words, but for its guesses at an option, and variables that are not set."""
    told = str(error.message if hasattr(error, "possibilities") else error.format_message())
    return re.sub(r" \(env var: '(\w+)'\)", lambda found: found[0] if found[1] in os.environ else "", told)


def _meant(error: Any) -> str:
    """“did you mean …?” for a command, an option or a word that is almost right."""
    from hcroadmap.model.diagnostic import did_you_mean

    if re.match(r"No such option: -[0-9.]", error.message) and error.ctx.info_name == "record":
        return "write a negative number behind two dashes: hcroadmap record ID PERIOD -- -5"
    if found := re.match(r"No such option: (\S+)", error.message):
        return did_you_mean(found[1], [name for one in error.ctx.command.params for name in one.opts])
    if found := re.match(r"No such command '(.+)'", error.message):
        return did_you_mean(found[1], error.ctx.command.list_commands(error.ctx))
    if found := re.match(r"'(.*)' is not one of", error.message):
        return did_you_mean(found[1], map(str, error.param.type.choices))
    return ""
