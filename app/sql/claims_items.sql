-- One feature text a row: a claim that stands, by id; a row beyond the page tells that there is a next one.
-- Leans on the primary key of claim (order, next) and ix_claim_geom (bbox).
-- A claim's time is its own dates; where the text gives none at one end, that end is the day of the report.
-- Areas are thinned to 0.01 degrees, as in deployments_items.sql.
SELECT
  '{"type":"Feature","id":' || page.id
    || ',"geometry":' || coalesce(ST_AsGeoJSON(
      CASE
        WHEN ST_Dimension(page.geom) = 2 THEN ST_SimplifyPreserveTopology(page.geom, 0.01)
        ELSE page.geom
      END,
      5
    ), 'null')
    || ',"properties":' || row_to_json(p) || '}' AS feature
FROM (
  SELECT c.*
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
    AND (CAST(:after AS bigint) IS NULL OR c.id > CAST(:after AS bigint))
  ORDER BY c.id
  LIMIT :limit
) AS page
JOIN edition AS ed ON ed.id = page.edition_id
JOIN report AS r ON r.id = ed.report_id
JOIN source AS s ON s.id = r.source_id
CROSS JOIN LATERAL (
  SELECT
    page.id, page.actor_name AS actor, page.actor_id, page.action, page.force, page.equipment,
    page.quantity_min, page.quantity_max, page.quantity_unit, page.quantity_qualifier,
    page.place_text, page.place_name AS place, page.place_ids[1] AS place_id, page.precision, round(page.radius_m) AS radius_m,
    page.start, page.end, page.date_precision, page.dates_inferred,
    page.stance, page.holder, array_to_string(page.holders, ' < ') AS holders, page.own_side, page.routine,
    page.quote, page.quote_start, page.quote_end, page.rule, page.confidence,
    s.id AS source_id, s.name AS source, s.class AS source_class, s.reliability,
    ed.title, r.url, ed.published, r.sample, ed.id AS edition_id, page.reader_version,
    to_char(page.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS updated
) AS p
ORDER BY page.id
