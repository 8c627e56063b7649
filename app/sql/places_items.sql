-- One feature text a row: a place that reports refer to, by id; a row beyond the page tells that there is
-- a next one.
-- Leans on the primary key of place (order, next) and ix_place_geom (bbox).
-- Areas are thinned to 0.01 degrees, as in deployments_items.sql.
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
  FROM place
  WHERE (
      CAST(:box AS text) IS NULL
      OR ST_Intersects(geom, ST_GeomFromEWKT(:box))
      OR ST_Intersects(geom, ST_GeomFromEWKT(CAST(:box_east AS text)))
    )
    AND (CAST(:name AS text) IS NULL OR name = CAST(:name AS text))
    AND (CAST(:kind AS text[]) IS NULL OR kind = ANY(CAST(:kind AS text[])))
    AND (CAST(:country AS text[]) IS NULL OR country = ANY(CAST(:country AS text[])))
    AND (CAST(:after AS text) IS NULL OR id > CAST(:after AS text))
  ORDER BY id
  LIMIT :limit
) AS page
CROSS JOIN LATERAL (
  SELECT
    page.id, page.name, array_to_string(page.names, '; ') AS names, page.kind, page.country, page.admin,
    page.population, round(page.radius_m) AS radius_m, page.source
) AS p
ORDER BY page.id
