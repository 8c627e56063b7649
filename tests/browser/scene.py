"""What the browser tests look at: a dozen deployments that show every case once. Invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Engine

from tests.http.rows import Rows

SCRIPT = "<img src=x onerror=alert(1)>"
BORDER = "LINESTRING(38.8 33.4, 41.0 34.4, 41.2 35.6, 42.4 37.1)"
PROVINCE = "POLYGON((39 32, 44 32, 44 35, 39 35, 39 32))"
SEA = "POLYGON((33 27.5, 38.5 21, 43 13, 41 15, 37 20.5, 33 27.5))"

DISPUTED_QUOTE = "American columns reached Ayn al-Asad before dawn, the party's spokesman said."
DENIAL_QUOTE = "Nothing has arrived; it is the usual change of units, the command said."
ARABIC_QUOTE = "وصلت أرتال إلى قاعدة عين الأسد فجر السبت"


@dataclass(frozen=True, slots=True)
class Scene:
    url: str
    """Set once the server runs."""
    total: int

    @classmethod
    def write(cls, engine: Engine) -> Scene:
        rows = Rows(engine)
        disputed(rows)
        hostile(rows)
        rows.deployment(
            "border", actor="United States Army", place="Iraq–Syria border", wkt=BORDER, precision="line",
            status="alleged", first=date(2023, 8, 14), last=None, radius_m=300_000.0,
        )  # fmt: skip
        rows.deployment(
            "province", actor_id="iq-army", actor="Iraqi Army", place="Anbar", wkt=PROVINCE, action="patrol",
            precision="province", status="corroborated", first=date(2023, 4, 1), last=date(2023, 6, 30),
        )  # fmt: skip
        rows.deployment(
            "sea", actor_id="us-navy", actor="United States Navy", place="Red Sea", wkt=SEA, precision="sea",
            action="arrive", quantity_min=3000, quantity_unit="personnel", status="confirmed",
            first=date(2023, 8, 7), last=None, force="sailors and marines",
        )  # fmt: skip
        rows.deployment(
            "planned", actor_id="tr-army", actor="Turkish Army", place="Mosul", wkt="POINT(43.13 36.34)",
            status="planned", first=date(2023, 9, 1), last=date(2023, 9, 20),
        )  # fmt: skip
        rows.deployment(
            "ended", actor_id="tr-army", actor="Turkish Army", place="Erbil", wkt="POINT(44.01 36.19)",
            action="withdraw", status="ended", first=date(2023, 2, 1), last=date(2023, 3, 5),
        )  # fmt: skip
        rows.deployment(
            "denied", actor_id="guard", actor="Reed Guard", place="Basra", wkt="POINT(47.78 30.5)",
            status="denied", denials=2, first=date(2023, 5, 10), last=date(2023, 5, 10),
        )  # fmt: skip
        crowd(rows, 4)
        rows.place("gn:0", "Reported Harbour", country="IQ", wkt="POINT(48.5 29.9)")
        return cls(url="", total=12)


def disputed(rows: Rows) -> None:
    row = rows.deployment(
        "asad", actor="United States Army", place="Ayn al-Asad", place_id="site:ayn-al-asad",
        wkt="POINT(42.441 33.786)", precision="site", radius_m=2500.0, action="reinforce", status="disputed",
        quantity_min=3000, quantity_unit="personnel", first=date(2023, 8, 10), last=None, claims=2, denials=1,
        origins=2, last_reported=date(2023, 8, 14), quote=DISPUTED_QUOTE,
    )  # fmt: skip
    rows.claim(
        supports=row, stance="alleged", quote=DISPUTED_QUOTE, holder="the spokesman",
        holders=["the spokesman", "Gulf Lantern"], published=date(2023, 8, 13), dates_inferred=True,
        url="https://example.org/asad",
    )  # fmt: skip
    rows.claim(supports=row, quote=ARABIC_QUOTE, holder=None, holders=[], published=date(2023, 8, 14))
    rows.claim(
        contradicts=row, stance="denied", quote=DENIAL_QUOTE, holder="the command", holders=["the command"],
        own_side=True, routine=True, published=date(2023, 8, 14),
    )  # fmt: skip


def hostile(rows: Rows) -> None:
    """Every text a stranger can write is a script."""
    row = rows.deployment(
        "hostile", actor_id="hostile", actor=f"{SCRIPT} force", place=f"{SCRIPT} place", force=SCRIPT,
        equipment="<svg onload=alert(2)>", wkt="POINT(36.3 33.5)", first=date(2023, 7, 1), last=None,
        quote="<script>alert(3)</script>", source=SCRIPT, url="javascript:alert(4)",
    )  # fmt: skip
    rows.claim(
        supports=row, quote="<script>alert(5)</script> they came", holder=SCRIPT, holders=[SCRIPT],
        title='"><img src=x onerror=alert(6)>', url="javascript:alert(7)",
    )  # fmt: skip


def crowd(rows: Rows, count: int) -> None:
    """Several at one spot, months apart: drawn as one number."""
    for n in range(count):
        rows.deployment(
            f"crowd{n}", actor_id=f"crowd{n}", actor=f"Brigade {n + 1}", place="Baghdad",
            wkt="POINT(44.366 33.315)", first=date(2023, 3, 1) + timedelta(days=45 * n), last=None,
        )  # fmt: skip
