-- One number: the deployments that the timeline counts. Leans on the same indexes as timeline.sql.
SELECT count(*)
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
