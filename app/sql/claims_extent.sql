-- One row: the box round all standing claims, and the first and last moment of their time.
-- Reads the table; the server keeps the answer for as long as the revision stays.
SELECT
  ST_XMin(e.box) AS west, ST_YMin(e.box) AS south, ST_XMax(e.box) AS east, ST_YMax(e.box) AS north,
  CAST(e.first AS timestamp) AT TIME ZONE 'UTC' AS first,
  CAST(e.last AS timestamp) AT TIME ZONE 'UTC' AS last
FROM (
  SELECT
    ST_Extent(c.geom) AS box,
    min(least(coalesce(c.start, ed.published, ed.received_at::date), c.end)) AS first,
    max(greatest(coalesce(c.end, ed.published, ed.received_at::date), c.start) + 1) AS last
  FROM claim AS c
  JOIN edition AS ed ON ed.id = c.edition_id
  WHERE c.retired_at IS NULL
) AS e
