-- One number: the places that match, counted no further than the cap. Leans on ix_place_geom (bbox).
SELECT count(*)
FROM (
  SELECT
  FROM place
  WHERE (
      CAST(:box AS text) IS NULL
      OR ST_Intersects(geom, ST_GeomFromEWKT(:box))
      OR ST_Intersects(geom, ST_GeomFromEWKT(CAST(:box_east AS text)))
    )
    AND (CAST(:name AS text) IS NULL OR name = CAST(:name AS text))
    AND (CAST(:kind AS text[]) IS NULL OR kind = ANY(CAST(:kind AS text[])))
    AND (CAST(:country AS text[]) IS NULL OR country = ANY(CAST(:country AS text[])))
  LIMIT :cap
) AS matched
