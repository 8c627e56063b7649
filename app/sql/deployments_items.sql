-- One feature text a row, in the order of the id; a row beyond the page tells that there is a next one.
-- Leans on ix_deployment_current_id (order, next) and ix_deployment_current_geom (bbox, datetime).
-- Coordinates have five decimals, about a metre. Areas are thinned to 0.01 degrees: a page may hold thousands
-- of seas and countries. deployments_item.sql gives them whole.
SELECT
  '{"type":"Feature","id":' || to_json(page.id)
    || ',"geometry":' || ST_AsGeoJSON(
      CASE
        WHEN ST_Dimension(page.geom) = 2 THEN ST_SimplifyPreserveTopology(page.geom, 0.01)
        ELSE page.geom
      END,
      5
    )
    || ',"properties":' || row_to_json(p) || '}' AS feature
FROM (
  SELECT *
  FROM deployment
  WHERE upper_inf(recorded)
    AND (
      CAST(:box AS text) IS NULL
      OR ST_Intersects(geom, ST_GeomFromEWKT(:box))
      OR ST_Intersects(geom, ST_GeomFromEWKT(CAST(:box_east AS text)))
    )
    AND valid && tstzrange(
      CAST(:valid_from AS timestamptz), CAST(:valid_to AS timestamptz), CAST(:valid_bounds AS text)
    )
    AND (CAST(:actor_id AS text[]) IS NULL OR actor_id = ANY(CAST(:actor_id AS text[])))
    AND (CAST(:actor AS text) IS NULL OR actor = CAST(:actor AS text))
    AND (CAST(:status AS text[]) IS NULL OR status = ANY(CAST(:status AS text[])))
    AND (CAST(:action AS text[]) IS NULL OR action = ANY(CAST(:action AS text[])))
    AND (CAST(:precision AS text[]) IS NULL OR precision = ANY(CAST(:precision AS text[])))
    AND (CAST(:place_id AS text[]) IS NULL OR place_id = ANY(CAST(:place_id AS text[])))
    AND (CAST(:sample AS boolean) IS NULL OR sample = CAST(:sample AS boolean))
    AND (CAST(:start AS date) IS NULL OR start = CAST(:start AS date))
    AND (CAST(:end AS date) IS NULL OR "end" = CAST(:end AS date))
    AND (CAST(:first_reported AS date) IS NULL OR first_reported = CAST(:first_reported AS date))
    AND (CAST(:last_reported AS date) IS NULL OR last_reported = CAST(:last_reported AS date))
    AND (CAST(:after AS text) IS NULL OR id > CAST(:after AS text))
  ORDER BY id
  LIMIT :limit
) AS page
CROSS JOIN LATERAL (
  SELECT
    page.id, page.actor, page.actor_id, page.action, page.force, page.equipment,
    page.quantity_min, page.quantity_max, page.quantity_unit,
    page.place, page.place_id, page.precision, round(page.radius_m) AS radius_m,
    page.start, page.end, page.start_precision, page.end_precision,
    page.status, page.confidence, page.origins, page.claims, page.denials,
    page.first_reported, page.last_reported, page.quote, page.source, page.url, page.sample,
    to_char(page.updated AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS updated
) AS p
ORDER BY page.id
