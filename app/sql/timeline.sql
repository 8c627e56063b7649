-- One row a status and bin in which the number of deployments changes: how many begin less how many ended.
-- Adding the rows up in order gives the number that is valid in each bin, in one pass however long stays are.
-- A stay that began before the window counts from the window's first bin. Open stays never end.
-- Leans on ix_deployment_current_geom (bbox, datetime) and ix_deployment_current_actor_id.
WITH matched AS (
  SELECT
    status,
    greatest(lower(valid), CAST(:valid_from AS timestamptz)) AT TIME ZONE 'UTC' AS first,
    -- valid is half-open: its last moment lies within the day before its upper end
    (upper(valid) - interval '1 microsecond') AT TIME ZONE 'UTC' AS last
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
    AND (CAST(:status AS text[]) IS NULL OR status = ANY(CAST(:status AS text[])))
)
SELECT change.bin, change.status, CAST(sum(change.by) AS bigint) AS by
FROM (
  SELECT CAST(date_trunc(CAST(:bin AS text), first) AS date) AS bin, status, 1 AS by
  FROM matched
  UNION ALL
  SELECT
    CAST(date_trunc(CAST(:bin AS text), last) + CAST('1 ' || CAST(:bin AS text) AS interval) AS date) AS bin,
    status,
    -1 AS by
  FROM matched
  -- An open end is null, and passes no comparison. After 9999 there is no bin to change.
  WHERE date_trunc(CAST(:bin AS text), last) + CAST('1 ' || CAST(:bin AS text) AS interval)
    < timestamp '10000-01-01'
) AS change
GROUP BY change.bin, change.status
ORDER BY change.bin, change.status
