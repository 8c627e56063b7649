-- One row: 1, if the database answers.
SELECT 1
