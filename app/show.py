"""A reading as a table for people."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.table import Table
from rich.text import Text

from geo.types import Claim, Quantity, Reading, When

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
    yield _figures(claim.quantity) if claim.quantity else ""
    yield _days(claim.when) if claim.when else ""
    yield claim.stance + (", routine" if claim.routine else "")
    yield claim.holder.name if claim.holder else ""
    yield " ".join(claim.quote.text.split())


def _figures(quantity: Quantity) -> str:
    if quantity.min == quantity.max:
        return f"{quantity.min:,} {quantity.unit}"
    low = f"{quantity.min:,}" if quantity.min is not None else "up"
    high = f" to {quantity.max:,}" if quantity.max is not None else " or more"
    return f"{low}{high} {quantity.unit}"


def _days(when: When) -> str:
    days = [day.isoformat() for day in (when.start, when.end) if day is not None]
    said = " to ".join(dict.fromkeys(days))
    if when.start is None and when.end is not None:
        said = f"by {said}"
    return said + (" (year inferred)" if when.inferred else "")


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
