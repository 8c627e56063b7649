"""The first tables: sources, reports and editions, places, actors, claims, judgements, deployments.

Revision ID: 0001
Revises:
"""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

EXTENSIONS = """
CREATE EXTENSION IF NOT EXISTS postgis;
CREATE EXTENSION IF NOT EXISTS btree_gist;
"""

TABLES = """
CREATE TABLE actor (
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  names TEXT[] DEFAULT '{}' NOT NULL,
  kind TEXT NOT NULL,
  country TEXT,
  parent_id TEXT,
  sponsor TEXT,
  wikidata TEXT,
  CONSTRAINT pk_actor PRIMARY KEY (id)
);

CREATE TABLE judgement (
  id BIGINT GENERATED ALWAYS AS IDENTITY,
  subject TEXT NOT NULL,
  verdict TEXT NOT NULL,
  reason TEXT,
  author TEXT NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  CONSTRAINT pk_judgement PRIMARY KEY (id)
);
CREATE INDEX ix_judgement_subject ON judgement (subject);
COMMENT ON COLUMN judgement.subject IS 'what is judged: claim:17, deployment:ab12';

CREATE TABLE place (
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  names TEXT[] DEFAULT '{}' NOT NULL,
  kind TEXT NOT NULL,
  country TEXT,
  admin TEXT,
  population BIGINT,
  radius_m DOUBLE PRECISION NOT NULL,
  source TEXT NOT NULL,
  point geometry(POINT,4326) NOT NULL,
  geom geometry(GEOMETRY,4326) NOT NULL,
  CONSTRAINT pk_place PRIMARY KEY (id),
  CONSTRAINT ck_place_point_in_range CHECK (
    ST_X(point) BETWEEN -180 AND 180 AND ST_Y(point) BETWEEN -90 AND 90
  )
);
CREATE INDEX ix_place_geom ON place USING gist (geom);
COMMENT ON COLUMN place.id IS 'gazetteer id';

CREATE TABLE revision (
  id BIGINT GENERATED ALWAYS AS IDENTITY,
  at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  what TEXT NOT NULL,
  subject TEXT,
  CONSTRAINT pk_revision PRIMARY KEY (id)
);
COMMENT ON COLUMN revision.what IS 'report, deployment, sample, rebuild';
COMMENT ON COLUMN revision.subject IS 'id of what changed';

CREATE TABLE source (
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  homepage TEXT,
  class TEXT DEFAULT 'unknown' NOT NULL,
  country TEXT,
  language TEXT,
  licence TEXT,
  parent_id TEXT,
  reliability TEXT DEFAULT 'F' NOT NULL,
  sample BOOLEAN DEFAULT false NOT NULL,
  CONSTRAINT pk_source PRIMARY KEY (id),
  CONSTRAINT ck_source_reliability CHECK (reliability IN ('A', 'B', 'C', 'D', 'E', 'F')),
  CONSTRAINT fk_source_parent_id FOREIGN KEY(parent_id) REFERENCES source (id)
);
COMMENT ON COLUMN source.id IS 'slug';
COMMENT ON COLUMN source.class IS 'wire, paper, state, party, official';
COMMENT ON COLUMN source.country IS 'ISO 3166-1 alpha-2';
COMMENT ON COLUMN source.reliability IS 'Admiralty A-F; F cannot be judged';

CREATE TABLE deployment (
  row_id BIGINT GENERATED ALWAYS AS IDENTITY,
  id TEXT NOT NULL,
  key TEXT NOT NULL,
  actor_id TEXT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  force TEXT,
  equipment TEXT,
  quantity_min BIGINT,
  quantity_max BIGINT,
  quantity_unit TEXT,
  place TEXT NOT NULL,
  place_id TEXT,
  precision TEXT NOT NULL,
  relation TEXT NOT NULL,
  radius_m DOUBLE PRECISION NOT NULL,
  point geometry(POINT,4326) NOT NULL,
  geom geometry(GEOMETRY,4326) NOT NULL,
  start DATE,
  "end" DATE,
  start_precision TEXT NOT NULL,
  end_precision TEXT NOT NULL,
  dates_inferred BOOLEAN NOT NULL,
  valid TSTZRANGE NOT NULL,
  status TEXT NOT NULL,
  confidence DOUBLE PRECISION NOT NULL,
  origins INTEGER NOT NULL,
  claims INTEGER NOT NULL,
  denials INTEGER NOT NULL,
  first_reported DATE NOT NULL,
  last_reported DATE NOT NULL,
  quote TEXT NOT NULL,
  source TEXT NOT NULL,
  url TEXT,
  sample BOOLEAN DEFAULT false NOT NULL,
  recorded TSTZRANGE DEFAULT tstzrange(now(), NULL) NOT NULL,
  updated TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  CONSTRAINT pk_deployment PRIMARY KEY (row_id),
  CONSTRAINT ck_deployment_action CHECK (action IN (
    'deploy', 'reinforce', 'arrive', 'station', 'emplace', 'build_up', 'rotate', 'reposition',
    'withdraw', 'close', 'exercise', 'patrol'
  )),
  CONSTRAINT ck_deployment_status CHECK (status IN (
    'planned', 'alleged', 'reported', 'corroborated', 'confirmed', 'disputed', 'denied', 'ended', 'retracted'
  )),
  CONSTRAINT ck_deployment_precision CHECK (
    precision IN ('site', 'settlement', 'district', 'province', 'country', 'region', 'sea', 'line')
  ),
  CONSTRAINT ck_deployment_ranges CHECK (NOT isempty(valid) AND NOT isempty(recorded)),
  CONSTRAINT ck_deployment_point_in_range CHECK (
    ST_X(point) BETWEEN -180 AND 180 AND ST_Y(point) BETWEEN -90 AND 90
  ),
  CONSTRAINT ex_deployment_key_moment EXCLUDE USING gist (key WITH =, valid WITH &&, recorded WITH &&),
  CONSTRAINT fk_deployment_actor_id FOREIGN KEY(actor_id) REFERENCES actor (id)
);
CREATE INDEX ix_deployment_current_actor_id ON deployment (actor_id) WHERE upper_inf(recorded);
CREATE INDEX ix_deployment_current_geom ON deployment USING gist (geom, valid)
  WHERE upper_inf(recorded);
CREATE UNIQUE INDEX ix_deployment_current_id ON deployment (id) WHERE upper_inf(recorded);
CREATE INDEX ix_deployment_current_valid ON deployment USING gist (valid) WHERE upper_inf(recorded);
CREATE INDEX ix_deployment_id ON deployment (id);
COMMENT ON COLUMN deployment.id IS 'public, stable over revisions';
COMMENT ON COLUMN deployment.key IS 'actor | family | area';
COMMENT ON COLUMN deployment.valid IS 'half-open, whole UTC days';

CREATE TABLE report (
  id BIGINT GENERATED ALWAYS AS IDENTITY,
  source_id TEXT NOT NULL,
  key TEXT NOT NULL,
  url TEXT,
  sample BOOLEAN DEFAULT false NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  CONSTRAINT pk_report PRIMARY KEY (id),
  CONSTRAINT uq_report_key UNIQUE (key),
  CONSTRAINT fk_report_source_id FOREIGN KEY(source_id) REFERENCES source (id)
);
CREATE INDEX ix_report_source_id ON report (source_id);
COMMENT ON COLUMN report.key IS
  'identity: canonical URL, else source and external id, else source and text hash';

CREATE TABLE edition (
  id BIGINT GENERATED ALWAYS AS IDENTITY,
  report_id BIGINT NOT NULL,
  hash TEXT NOT NULL,
  title TEXT,
  text TEXT NOT NULL,
  language TEXT,
  published DATE,
  origin TEXT,
  received_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  state TEXT DEFAULT 'queued' NOT NULL,
  attempts SMALLINT DEFAULT 0 NOT NULL,
  not_before TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  error TEXT,
  reader_version TEXT,
  read_at TIMESTAMP WITH TIME ZONE,
  CONSTRAINT pk_edition PRIMARY KEY (id),
  CONSTRAINT ck_edition_state CHECK (state IN ('queued', 'done', 'quarantined')),
  CONSTRAINT uq_edition_report_id_hash UNIQUE (report_id, hash),
  CONSTRAINT fk_edition_report_id FOREIGN KEY(report_id) REFERENCES report (id) ON DELETE CASCADE
);
CREATE INDEX ix_edition_hash ON edition (hash);
CREATE INDEX ix_edition_queue ON edition (not_before, id) WHERE state = 'queued';
COMMENT ON COLUMN edition.hash IS 'SHA-256 of the text, white space folded';
COMMENT ON COLUMN edition.text IS 'as given, but for what PostgreSQL cannot hold';
COMMENT ON COLUMN edition.origin IS 'key of the line of reporting; where unknown, the hash stands for it';

CREATE TABLE claim (
  id BIGINT GENERATED ALWAYS AS IDENTITY,
  edition_id BIGINT NOT NULL,
  ordinal INTEGER NOT NULL,
  actor_id TEXT,
  actor_name TEXT,
  action TEXT NOT NULL,
  force TEXT,
  equipment TEXT,
  quantity_min BIGINT,
  quantity_max BIGINT,
  quantity_unit TEXT,
  quantity_qualifier TEXT,
  place_text TEXT,
  place_name TEXT,
  place_ids TEXT[] DEFAULT '{}' NOT NULL,
  precision TEXT,
  relation TEXT,
  radius_m DOUBLE PRECISION,
  point geometry(POINT,4326),
  geom geometry(GEOMETRY,4326),
  start DATE,
  "end" DATE,
  date_precision TEXT,
  start_bound TEXT,
  end_bound TEXT,
  dates_inferred BOOLEAN DEFAULT false NOT NULL,
  stance TEXT NOT NULL,
  holder TEXT,
  holders TEXT[] DEFAULT '{}' NOT NULL,
  own_side BOOLEAN DEFAULT false NOT NULL,
  routine BOOLEAN DEFAULT false NOT NULL,
  quote TEXT NOT NULL,
  quote_start INTEGER NOT NULL,
  quote_end INTEGER NOT NULL,
  spans JSONB NOT NULL,
  rule TEXT NOT NULL,
  confidence DOUBLE PRECISION NOT NULL,
  reader_version TEXT NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  retired_at TIMESTAMP WITH TIME ZONE,
  CONSTRAINT pk_claim PRIMARY KEY (id),
  CONSTRAINT ck_claim_action CHECK (action IN (
    'deploy', 'reinforce', 'arrive', 'station', 'emplace', 'build_up', 'rotate', 'reposition',
    'withdraw', 'close', 'exercise', 'patrol'
  )),
  CONSTRAINT ck_claim_stance CHECK (stance IN ('asserted', 'alleged', 'denied', 'confirmed', 'planned')),
  CONSTRAINT ck_claim_precision CHECK (
    precision IN ('site', 'settlement', 'district', 'province', 'country', 'region', 'sea', 'line')
  ),
  CONSTRAINT ck_claim_footprint_whole CHECK (
    (geom IS NULL) = (point IS NULL) AND (geom IS NULL) = (radius_m IS NULL)
  ),
  CONSTRAINT ck_claim_quantity CHECK (
    quantity_min IS NULL OR quantity_max IS NULL OR quantity_min <= quantity_max
  ),
  CONSTRAINT ck_claim_quote_span CHECK (quote_start < quote_end),
  CONSTRAINT ck_claim_point_in_range CHECK (
    ST_X(point) BETWEEN -180 AND 180 AND ST_Y(point) BETWEEN -90 AND 90
  ),
  CONSTRAINT fk_claim_edition_id FOREIGN KEY(edition_id) REFERENCES edition (id) ON DELETE CASCADE,
  CONSTRAINT fk_claim_actor_id FOREIGN KEY(actor_id) REFERENCES actor (id)
);
CREATE INDEX ix_claim_actor_id ON claim (actor_id) WHERE retired_at IS NULL;
CREATE INDEX ix_claim_edition_id ON claim (edition_id);
CREATE INDEX ix_claim_geom ON claim USING gist (geom) WHERE retired_at IS NULL;
COMMENT ON COLUMN claim.ordinal IS 'order in the text';
COMMENT ON COLUMN claim.holders IS 'innermost first';
COMMENT ON COLUMN claim.quote_start IS 'offset into edition.text';
COMMENT ON COLUMN claim.spans IS '{field: [start, end]} into edition.text';
COMMENT ON COLUMN claim.retired_at IS 'replaced by a newer reading or edition';

CREATE TABLE deployment_claim (
  row_id BIGINT NOT NULL,
  claim_id BIGINT NOT NULL,
  role TEXT NOT NULL,
  weight DOUBLE PRECISION NOT NULL,
  CONSTRAINT pk_deployment_claim PRIMARY KEY (row_id, claim_id),
  CONSTRAINT ck_deployment_claim_role CHECK (role IN ('supports', 'contradicts')),
  CONSTRAINT fk_deployment_claim_row_id FOREIGN KEY(row_id) REFERENCES deployment (row_id) ON DELETE CASCADE,
  CONSTRAINT fk_deployment_claim_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id) ON DELETE CASCADE
);
CREATE INDEX ix_deployment_claim_claim_id ON deployment_claim (claim_id);
"""

# Requests are served under a role that can only read. Roles belong to the whole cluster: the role may be
# there already, and where we may not make it, requests are served under the owner in read-only transactions.
READER = """
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'posturemap_reader') THEN
    CREATE ROLE posturemap_reader;
  END IF;
  GRANT posturemap_reader TO CURRENT_USER;
EXCEPTION
  WHEN insufficient_privilege THEN
    RAISE NOTICE 'no role posturemap_reader, and no right to make it';
  WHEN duplicate_object OR unique_violation THEN
    NULL;  -- a migration of another database of this cluster was faster
END
$$;
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'posturemap_reader') THEN
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO posturemap_reader', current_schema());
    EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA %I TO posturemap_reader', current_schema());
    EXECUTE format(
      'ALTER DEFAULT PRIVILEGES IN SCHEMA %I GRANT SELECT ON TABLES TO posturemap_reader', current_schema()
    );
  END IF;
END
$$;
"""

NO_READER = """
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'posturemap_reader') THEN
    EXECUTE format(
      'ALTER DEFAULT PRIVILEGES IN SCHEMA %I REVOKE SELECT ON TABLES FROM posturemap_reader', current_schema()
    );
    EXECUTE format('REVOKE USAGE ON SCHEMA %I FROM posturemap_reader', current_schema());
  END IF;
END
$$;
"""

# Extensions and the role stay: others in the database or the cluster may use them.
NO_TABLES = """
DROP TABLE deployment_claim, deployment, judgement, claim, edition, report, source, place, actor, revision;
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute(EXTENSIONS)
    op.execute(TABLES)
    op.execute(READER)


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute(NO_TABLES)
    op.execute(NO_READER)
