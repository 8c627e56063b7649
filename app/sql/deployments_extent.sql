-- One row: the box round all current deployments, and the first and last moment of their valid time.
-- Reads the table; the server keeps the answer for as long as the revision stays.
SELECT
  ST_XMin(e.box) AS west, ST_YMin(e.box) AS south, ST_XMax(e.box) AS east, ST_YMax(e.box) AS north,
  e.first, e.last
FROM (
  SELECT
    ST_Extent(geom) AS box,
    min(lower(valid)) AS first,
    CASE WHEN bool_or(upper_inf(valid)) THEN NULL ELSE max(upper(valid)) END AS last
  FROM deployment
  WHERE upper_inf(recorded)
) AS e
