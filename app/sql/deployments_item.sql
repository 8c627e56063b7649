-- The feature text of one current deployment, geometry whole; no row where the id is not known.
-- Leans on ix_deployment_current_id.
SELECT
  '{"type":"Feature","id":' || to_json(d.id)
    || ',"geometry":' || ST_AsGeoJSON(d.geom, 5)
    || ',"properties":' || row_to_json(p) || '}' AS feature
FROM deployment AS d
CROSS JOIN LATERAL (
  SELECT
    d.id, d.actor, d.actor_id, d.action, d.force, d.equipment,
    d.quantity_min, d.quantity_max, d.quantity_unit,
    d.place, d.place_id, d.precision, round(d.radius_m) AS radius_m,
    d.start, d.end, d.start_precision, d.end_precision,
    d.status, d.confidence, d.origins, d.claims, d.denials,
    d.first_reported, d.last_reported, d.quote, d.source, d.url, d.sample,
    to_char(d.updated AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS updated
) AS p
WHERE upper_inf(d.recorded)
  AND d.id = CAST(:id AS text)
