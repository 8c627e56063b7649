-- One row: the first and the last day of the deployments that match, whatever `datetime` asks.
-- A stay without an end reaches to the day it was last reported.
-- Leans on ix_deployment_current_geom (bbox) and ix_deployment_current_actor_id.
SELECT
  CAST(min(lower(valid)) AT TIME ZONE 'UTC' AS date) AS first,
  CAST(max(greatest(
    coalesce(upper(valid) - interval '1 microsecond', CAST(last_reported AS timestamp) AT TIME ZONE 'UTC'),
    lower(valid)
  )) AT TIME ZONE 'UTC' AS date) AS last
FROM deployment
WHERE upper_inf(recorded)
  AND (
    CAST(:box AS text) IS NULL
    OR ST_Intersects(geom, ST_GeomFromEWKT(:box))
    OR ST_Intersects(geom, ST_GeomFromEWKT(CAST(:box_east AS text)))
  )
  AND (CAST(:actor_id AS text[]) IS NULL OR actor_id = ANY(CAST(:actor_id AS text[])))
  AND (CAST(:status AS text[]) IS NULL OR status = ANY(CAST(:status AS text[])))
