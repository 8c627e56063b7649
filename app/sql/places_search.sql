-- One row a place that reports refer to and of which a name begins with the words given, the largest first.
-- Reads the table, which holds only places that reports refer to.
SELECT id, name, kind, country, admin, population, radius_m, ST_X(point) AS lon, ST_Y(point) AS lat
FROM place
WHERE starts_with(lower(name), lower(CAST(:words AS text)))
  OR EXISTS (
    SELECT
    FROM unnest(names) AS other
    WHERE starts_with(lower(other), lower(CAST(:words AS text)))
  )
ORDER BY radius_m DESC, id
LIMIT :limit
