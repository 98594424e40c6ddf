"""`hcroadmap explain`: the file of commentary of a quarter, laid down to be filled in."""

from datetime import date
from typing import Annotated

import typer

from hcroadmap.assess.assessment import assess
from hcroadmap.assess.commentary import explanation, in_memo, missing_parts, quarter_of, unexplained
from hcroadmap.cli import options
from hcroadmap.cli.options import quarter_option, today
from hcroadmap.cli.output import page_for, refuse
from hcroadmap.cli.project import adding_to, language_here, locate
from hcroadmap.render.language.summary import quarter_before
from hcroadmap.render.memo.explanations import places, to_explain


def explain(
    directory: options.Directory = None,
    quarter: Annotated[
        date | None, quarter_option(help="The quarter of the memo: 2019-Q3. Default: the last complete one.")
    ] = None,
    dry_run: options.DryRun = False,
    lang: options.Lang = None,
) -> None:
    """Lay down the file in which a quarter's memo is explained: a place for every goal that needs it.

    Examples:
      hcroadmap explain --quarter 2019-Q4
      hcroadmap explain --quarter 2016-Q4 --dry-run

    Nothing is filled in; the figures of each goal stand above its place. A file that exists is never overwritten.
    """
    project, day = locate(directory), quarter or quarter_before(today())
    about = quarter_of(day)
    page = page_for(None, language_here(project, lang), exact=True)
    with adding_to(project, f"config/commentary/{about}.yaml", dry_run=dry_run) as addition:
        report = assess(addition.roadmap, day)
        owing = [one for one in in_memo(report) if missing_parts(report, one)]
        if not owing:
            typer.echo(page.words("explain.nothing", quarter=about))
            return
        if addition.target.exists():
            for one in owing:
                if explanation(report, one.id) is None:
                    typer.echo(places(one, page))
            lacking = "; ".join(finding.message for finding in unexplained(report))
            refuse(f"{addition.path} exists and is not overwritten: {lacking}", "add that to the file by hand.")
        content = to_explain(owing, about, page)
        addition.check(content.encode())
        addition.write(content.encode())
    if dry_run:
        typer.echo(content, nl=False)
        return
    room = page.words.spelled("explain.places", len(owing))
    typer.echo(page.words("explain.wrote", path=addition.path, places=room, quarter=about))
