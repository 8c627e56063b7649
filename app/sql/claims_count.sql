-- One number: the standing claims that match, counted no further than the cap. Leans on ix_claim_geom (bbox).
-- A claim's time is its own dates; where the text gives none at one end, that end is the day of the report.
SELECT count(*)
FROM (
  SELECT
  FROM claim AS c
  JOIN edition AS ed ON ed.id = c.edition_id
  JOIN report AS r ON r.id = ed.report_id
  WHERE c.retired_at IS NULL
    AND (
      CAST(:box AS text) IS NULL
      OR ST_Intersects(c.geom, ST_GeomFromEWKT(:box))
      OR ST_Intersects(c.geom, ST_GeomFromEWKT(CAST(:box_east AS text)))
    )
    AND (
      (CAST(:valid_from AS timestamptz) IS NULL AND CAST(:valid_to AS timestamptz) IS NULL)
      OR tstzrange(
        CAST(:valid_from AS timestamptz), CAST(:valid_to AS timestamptz), CAST(:valid_bounds AS text)
      ) && tstzrange(
        CAST(
          least(coalesce(c.start, ed.published, ed.received_at::date), c.end) AS timestamp
        ) AT TIME ZONE 'UTC',
        CAST(
          greatest(coalesce(c.end, ed.published, ed.received_at::date), c.start) + 1 AS timestamp
        ) AT TIME ZONE 'UTC'
      )
    )
    AND (CAST(:actor_id AS text[]) IS NULL OR c.actor_id = ANY(CAST(:actor_id AS text[])))
    AND (CAST(:actor AS text) IS NULL OR c.actor_name = CAST(:actor AS text))
    AND (CAST(:action AS text[]) IS NULL OR c.action = ANY(CAST(:action AS text[])))
    AND (CAST(:stance AS text[]) IS NULL OR c.stance = ANY(CAST(:stance AS text[])))
    AND (CAST(:precision AS text[]) IS NULL OR c.precision = ANY(CAST(:precision AS text[])))
    AND (CAST(:place_id AS text[]) IS NULL OR c.place_ids && CAST(:place_id AS text[]))
    AND (CAST(:source_id AS text[]) IS NULL OR r.source_id = ANY(CAST(:source_id AS text[])))
    AND (CAST(:sample AS boolean) IS NULL OR r.sample = CAST(:sample AS boolean))
  LIMIT :cap
) AS matched
