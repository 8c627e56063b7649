-- One number: the current deployments that match, counted no further than the cap.
-- Leans on ix_deployment_current_geom (bbox, datetime) and ix_deployment_current_actor_id.
SELECT count(*)
FROM (
  SELECT
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
  LIMIT :cap
) AS matched
