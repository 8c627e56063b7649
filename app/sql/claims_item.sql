-- The feature text of one standing claim, geometry whole; no row where the id is not known or was retired.
-- Leans on the primary key of claim.
SELECT
  '{"type":"Feature","id":' || c.id
    || ',"geometry":' || coalesce(ST_AsGeoJSON(c.geom, 5), 'null')
    || ',"properties":' || row_to_json(p) || '}' AS feature
FROM claim AS c
JOIN edition AS ed ON ed.id = c.edition_id
JOIN report AS r ON r.id = ed.report_id
JOIN source AS s ON s.id = r.source_id
CROSS JOIN LATERAL (
  SELECT
    c.id, c.actor_name AS actor, c.actor_id, c.action, c.force, c.equipment,
    c.quantity_min, c.quantity_max, c.quantity_unit, c.quantity_qualifier,
    c.place_text, c.place_name AS place, c.place_ids[1] AS place_id, c.precision, round(c.radius_m) AS radius_m,
    c.start, c.end, c.date_precision, c.dates_inferred,
    c.stance, c.holder, array_to_string(c.holders, ' < ') AS holders, c.own_side, c.routine,
    c.quote, c.quote_start, c.quote_end, c.rule, c.confidence,
    s.id AS source_id, s.name AS source, s.class AS source_class, s.reliability,
    ed.title, r.url, ed.published, r.sample, ed.id AS edition_id, c.reader_version,
    to_char(c.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS updated
) AS p
WHERE c.retired_at IS NULL
  AND c.id = CAST(:id AS bigint)
