-- One row: what stands for the state of the data. Leans on the primary key of revision.
-- The last id alone will not do: ids are given out before they are committed, so a smaller may come later.
-- The sum of the last thousand only ever grows: a late one adds itself, or takes the place of a smaller one.
-- `at` tells two databases of the same age apart.
SELECT
  coalesce(max(r.id), 0) AS last,
  coalesce(sum(r.id), 0) AS near,
  max(r.at) AS at
FROM (
  SELECT id, at
  FROM revision
  ORDER BY id DESC
  LIMIT 1000
) AS r
