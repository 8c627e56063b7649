-- One row a place that reports refer to: those asked for by id, and those of which a name begins with the words.
-- Reads the table, which holds only places that reports refer to.
SELECT
  id, name, names, kind, country, admin, population, radius_m, ST_X(point) AS lon, ST_Y(point) AS lat
FROM place
WHERE (
    id = ANY(CAST(:ids AS text[]))
    OR starts_with(lower(name), lower(CAST(:words AS text)))
    OR EXISTS (
      SELECT
      FROM unnest(names) AS other
      WHERE starts_with(lower(other), lower(CAST(:words AS text)))
    )
  )
  AND (
    CAST(:box AS text) IS NULL
    OR ST_Intersects(point, ST_GeomFromEWKT(:box))
    OR ST_Intersects(point, ST_GeomFromEWKT(CAST(:box_east AS text)))
  )
  AND (CAST(:kind AS text[]) IS NULL OR kind = ANY(CAST(:kind AS text[])))
  AND (CAST(:country AS text) IS NULL OR country = CAST(:country AS text))
ORDER BY radius_m DESC, id
LIMIT :limit
