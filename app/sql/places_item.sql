-- The feature text of one place, geometry whole; no row where the id is not known.
-- Leans on the primary key of place.
SELECT
  '{"type":"Feature","id":' || to_json(place.id)
    || ',"geometry":' || ST_AsGeoJSON(place.geom, 5)
    || ',"properties":' || row_to_json(p) || '}' AS feature
FROM place
CROSS JOIN LATERAL (
  SELECT
    place.id, place.name, array_to_string(place.names, '; ') AS names, place.kind, place.country, place.admin,
    place.population, round(place.radius_m) AS radius_m, place.source
) AS p
WHERE place.id = CAST(:id AS text)
