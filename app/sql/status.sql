-- One row: what the service holds. Leans on ix_deployment_current_id and ix_edition_queue.
SELECT
  (SELECT coalesce(max(id), 0) FROM revision) AS revision,
  (
    EXISTS (SELECT FROM report WHERE sample)
    OR EXISTS (SELECT FROM deployment WHERE upper_inf(recorded) AND sample)
  ) AS sample,
  (SELECT count(*) FROM deployment WHERE upper_inf(recorded)) AS deployments,
  (SELECT count(*) FROM report) AS reports,
  (SELECT count(*) FROM edition WHERE state = 'queued') AS queued,
  (SELECT count(*) FROM edition WHERE state = 'quarantined') AS quarantined
