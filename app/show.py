"""A reading as a table for people."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.table import Table
from rich.text import Text

from app.explain import Explained, days, explained, figures
from geo.gazetteer import Gazetteer
from geo.types import Claim, Reading

PIPE_WIDTH = 200


def console() -> Console:
    """Standard output; wide where nobody's window sets its width."""
    found = Console(highlight=False)
    return found if found.is_terminal else Console(highlight=False, width=PIPE_WIDTH)


def reading_table(reading: Reading, out: Console) -> None:
    if reading.claims:
        out.print(_claims(reading))
    else:
        out.print("No claim about forces found.")
    out.print()
    out.print(_places(reading))
    if reading.repairs:
        out.print(f"\n{len(reading.repairs)} damaged passages repaired.")


def _claims(reading: Reading) -> Table:
    table = Table(title="Claims", title_justify="left")
    for head in ("who", "does", "where", "how many", "when", "stance", "says", "sentence"):
        table.add_column(head, overflow="fold", ratio=4 if head == "sentence" else None)
    for claim in reading.claims:
        table.add_row(*(Text(cell) for cell in _claim(claim)))
    return table


def _claim(claim: Claim) -> Iterator[str]:
    yield claim.actor.actor.name if claim.actor else "?"
    yield claim.action
    yield f"{claim.footprint.name} ({claim.footprint.precision})" if claim.footprint else "not placed"
    yield figures(claim.quantity) if claim.quantity else ""
    yield days(claim.when) if claim.when else ""
    yield claim.stance + (", routine" if claim.routine else "")
    yield claim.holder.name if claim.holder else ""
    yield " ".join(claim.quote.text.split())


def explanations(reading: Reading, text: str, gazetteer: Gazetteer, out: Console) -> None:
    """Each claim with the reasons for all that it says, and what was left out.

    `text` is the text as given; `gazetteer` the one it was read with.
    """
    for number, claim in enumerate(reading.claims, 1):
        told = explained(claim, reading, text, gazetteer)
        out.print(Text(f"\n{number}. {' '.join(claim.quote.text.split())}", style="bold"))
        out.print(Text(f"   rule {claim.rule}, confidence {claim.confidence:.2f}: {told.rule}"))
        out.print(_fields(told, text))
    if not reading.claims:
        out.print("No claim about forces found.")
    if reading.skipped:
        out.print()
        out.print(_skipped(reading, text))


def _fields(told: Explained, text: str) -> Table:
    table = Table(show_header=True, pad_edge=True)
    for head in ("field", "read as", "from the words", "at", "how"):
        table.add_column(head, overflow="fold")
    for field in told.fields:
        at = f"{field.span.start}-{field.span.end}" if field.span else ""
        words = " ".join(text[field.span.start : field.span.end].split()) if field.span else ""
        table.add_row(*map(Text, (field.name, field.value, words, at, "\n".join(field.how))))
    return table


def _skipped(reading: Reading, text: str) -> Table:
    table = Table(title="Left out", title_justify="left")
    for head in ("words", "why", "rule"):
        table.add_column(head, overflow="fold")
    for one in reading.skipped:
        words = " ".join(text[one.span.start : one.span.end].split())
        table.add_row(*map(Text, (words, one.why, one.rule)))
    return table


def _places(reading: Reading) -> Table:
    table = Table(title="Places", title_justify="left")
    for head in ("words", "place", "kind", "lon", "lat", "± km", "why not placed"):
        table.add_column(head, overflow="fold")
    for toponym in reading.toponyms:
        where = toponym.footprint or toponym.place
        table.add_row(
            Text(toponym.text),
            Text(where.name if where else ""),
            toponym.kind,
            f"{where.lon:.3f}" if where else "",
            f"{where.lat:.3f}" if where else "",
            f"{where.radius_m / 1000:.0f}" if where else "",
            Text(toponym.why_unplaced or ""),
        )
    return table
