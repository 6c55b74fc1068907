"""规则说明: an entry of the catalogue of checks, or its table of contents, drawn for a person."""

from rich.table import Table as Grid
from rich.text import Text

from gongkai.cli.labels import COLOURS, SEVERITIES, label
from gongkai.cli.screen import Look, canvas, drawn, write
from gongkai.core.checks.catalogue import Rule, codes
from gongkai.core.checks.catalogue import rule as entry


def draw_rule(rule: Rule, look: Look) -> bytes:
    """Code and title, what is meant, the legal basis, an example."""
    console = canvas(look)
    head = Text(f"{rule.code}  ", style="bold")
    head.append(rule.title[look.language])
    head.append(f"  {SEVERITIES[rule.severity][look.language].rstrip(':')}", style=COLOURS[rule.severity])
    console.print(head)
    for key, words in (("meaning", rule.meaning), ("basis", rule.basis), ("an_example", rule.example)):
        console.print()
        console.print(Text(label(key, look.language), style="bold cyan"))
        write(console, words[look.language], indent=2)
    console.print()
    write(console, label("unproven_means", look.language), style="dim")
    return drawn(console)


def draw_rules(look: Look) -> bytes:
    """All codes with their severity and title."""
    console = canvas(look)
    grid = Grid(box=None, padding=(0, 2, 0, 0), pad_edge=False, show_header=False)
    for code in codes():
        rule = entry(code)
        severity = Text(SEVERITIES[rule.severity][look.language].rstrip(":"), style=COLOURS[rule.severity])
        grid.add_row(Text(code, style="bold"), severity, Text(rule.title[look.language]))
    console.print(grid)
    return drawn(console)
