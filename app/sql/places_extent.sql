-- One row: the box round all places. They have no time.
-- Reads the table; the server keeps the answer for as long as the revision stays.
SELECT
  ST_XMin(e.box) AS west, ST_YMin(e.box) AS south, ST_XMax(e.box) AS east, ST_YMax(e.box) AS north,
  CAST(NULL AS timestamptz) AS first,
  CAST(NULL AS timestamptz) AS last
FROM (
  SELECT ST_Extent(geom) AS box
  FROM place
) AS e
