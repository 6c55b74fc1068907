"""汇总: `gongkai report rollup` adds reports up, names each contributor, and holds the sum against a published one."""

from typing import Any

import click

from gongkai.cli.bilingual import Spoken, language_option


@click.command("rollup", cls=Spoken, topic="report rollup")
@click.argument("files", nargs=-1, required=True, type=click.Path(readable=False))
@click.option("--own", type=click.Path(readable=False))
@click.option("--children", type=click.Path(readable=False))
@click.option("--co-defendant", type=click.Path(readable=False))
@click.option("--expect", "expected_report", type=click.Path(readable=False))
@click.option("--organ", "sum_organ")
@click.option("-o", "--output", "target", type=click.Path(readable=False))
@click.option("--json", "as_json", is_flag=True)
@click.option("--quiet", is_flag=True)
@language_option
@click.pass_context
def rollup(context: click.Context, /, **given: Any) -> None:
    """Adds the reports up. Exits 1 where the sum differs from the published report or an expected one is missing."""
    from gongkai.cli.rollup_run import run_rollup  # other commands start the sooner without all that it needs

    context.exit(run_rollup(context, **given))
