"""What a database holds, in a form that two runs can be compared by: no ids of rows, no times of writing."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine, text

CURRENT = """
SELECT
  d.id, d.key, d.actor_id, d.action, d.force, d.equipment, d.quantity_min, d.quantity_max, d.quantity_unit,
  d.place, d.place_id, d.precision, d.radius_m, ST_AsText(d.geom, 5) AS geom, d.start, d."end",
  d.start_precision, d.end_precision, d.dates_inferred, d.valid, d.status, d.confidence, d.origins, d.claims,
  d.denials, d.first_reported, d.last_reported, d.quote, d.source, d.url, d.sample,
  ARRAY(
    SELECT ROW(l.role, c.quote)
    FROM deployment_claim AS l
    JOIN claim AS c ON c.id = l.claim_id
    WHERE l.row_id = d.row_id
    ORDER BY l.role DESC, c.quote
  ) AS evidence
FROM deployment AS d
WHERE upper_inf(d.recorded)
ORDER BY d.id
"""
STANDING = """
SELECT
  r.key AS report, e.hash, c.ordinal, c.actor_id, c.action, c.stance, c.holder, c.place_name, c.quantity_min,
  c.quantity_max, c.start, c."end", c.quote, c.quote_start, c.quote_end
FROM claim AS c
JOIN edition AS e ON e.id = c.edition_id
JOIN report AS r ON r.id = e.report_id
WHERE c.retired_at IS NULL
ORDER BY r.key, e.hash, c.ordinal
"""


def current(engine: Engine) -> list[dict[str, Any]]:
    """The current deployments, each with the quotes it leans on."""
    return _rows(engine, CURRENT)


def standing(engine: Engine) -> list[dict[str, Any]]:
    """The claims that stand."""
    return _rows(engine, STANDING)


def _rows(engine: Engine, query: str) -> list[dict[str, Any]]:
    with engine.connect() as conn:
        return [dict(row._mapping) for row in conn.execute(text(query))]
