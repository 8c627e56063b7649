-- One JSON text a row: a claim that a current deployment rests on, or that speaks
-- against it; oldest report first.
-- Leans on ix_deployment_current_id and the primary key of deployment_claim.
SELECT row_to_json(e)::text AS evidence
FROM (
  SELECT
    c.id AS claim_id, l.role, c.stance, c.action, c.actor_name AS actor, c.holder, c.holders,
    c.own_side, c.routine, c.quote, c.quote_start, c.quote_end, c.place_text, c.force, c.equipment,
    c.quantity_min, c.quantity_max, c.quantity_unit, c.start, c.end, c.date_precision, c.dates_inferred,
    s.id AS source_id, s.name AS source, s.class AS source_class, s.reliability,
    ed.title, r.url, ed.published, r.sample
  FROM deployment AS d
  JOIN deployment_claim AS l ON l.row_id = d.row_id
  JOIN claim AS c ON c.id = l.claim_id
  JOIN edition AS ed ON ed.id = c.edition_id
  JOIN report AS r ON r.id = ed.report_id
  JOIN source AS s ON s.id = r.source_id
  WHERE upper_inf(d.recorded)
    AND d.id = CAST(:id AS text)
  ORDER BY ed.published NULLS LAST, c.edition_id, c.ordinal
) AS e
