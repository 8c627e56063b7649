"""The data model. Times are UTC. `valid` is when it was so, `recorded` when we knew it.

Rows of `claim`, `judgement` and `revision` are never changed but for `claim.retired_at`; rows of `deployment`
are closed (`recorded` gets its upper end) and followed by a new row, never edited.
"""

from __future__ import annotations

from geoalchemy2 import Geometry
from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Identity,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TSTZRANGE, ExcludeConstraint

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

STATES = "'queued', 'done', 'quarantined'"
STANCES = "'asserted', 'alleged', 'denied', 'confirmed', 'planned'"
ACTIONS = (
    "'deploy', 'reinforce', 'arrive', 'station', 'emplace', 'build_up', 'rotate', 'reposition', "
    "'withdraw', 'close', 'exercise', 'patrol'"
)
STATUSES = (
    "'planned', 'alleged', 'reported', 'corroborated', 'confirmed', "
    "'disputed', 'denied', 'ended', 'retracted'"
)
ON_EARTH = "ST_X(point) BETWEEN -180 AND 180 AND ST_Y(point) BETWEEN -90 AND 90"
PRECISIONS = "'site', 'settlement', 'district', 'province', 'country', 'region', 'sea', 'line'"

source = Table(
    "source",
    metadata,
    Column("id", Text, primary_key=True, comment="slug"),
    Column("name", Text, nullable=False),
    Column("homepage", Text),
    Column(
        "class", Text, nullable=False, server_default="unknown", comment="wire, paper, state, party, official"
    ),
    Column("country", Text, comment="ISO 3166-1 alpha-2"),
    Column("language", Text),
    Column("licence", Text),
    Column("parent_id", Text, ForeignKey("source.id")),
    Column(
        "reliability", Text, nullable=False, server_default="F", comment="Admiralty A-F; F cannot be judged"
    ),
    Column("sample", Boolean, nullable=False, server_default=text("false")),
    CheckConstraint("reliability IN ('A', 'B', 'C', 'D', 'E', 'F')", name="reliability"),
)

report = Table(
    "report",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("source_id", Text, ForeignKey("source.id"), nullable=False),
    Column(
        "key",
        Text,
        nullable=False,
        comment="identity: canonical URL, else source and external id, else source and text hash",
    ),
    Column("url", Text),
    Column("sample", Boolean, nullable=False, server_default=text("false")),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    UniqueConstraint("key"),
    Index("ix_report_source_id", "source_id"),
)

edition = Table(
    "edition",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("report_id", BigInteger, ForeignKey("report.id", ondelete="CASCADE"), nullable=False),
    Column("hash", Text, nullable=False, comment="SHA-256 of the text, white space folded"),
    Column("title", Text),
    Column("text", Text, nullable=False, comment="as given, but for what PostgreSQL cannot hold"),
    Column("language", Text),
    Column("published", Date),
    Column("origin", Text, comment="key of the line of reporting; where unknown, the hash stands for it"),
    Column("received_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    Column("state", Text, nullable=False, server_default="queued"),
    Column("attempts", SmallInteger, nullable=False, server_default=text("0")),
    Column("not_before", DateTime(timezone=True), nullable=False, server_default=func.now()),
    Column("error", Text),
    Column("reader_version", Text),
    Column("read_at", DateTime(timezone=True)),
    CheckConstraint(f"state IN ({STATES})", name="state"),
    UniqueConstraint("report_id", "hash"),
    Index("ix_edition_queue", "not_before", "id", postgresql_where=text("state = 'queued'")),
    Index("ix_edition_hash", "hash"),
)

place = Table(
    "place",
    metadata,
    Column("id", Text, primary_key=True, comment="gazetteer id"),
    Column("name", Text, nullable=False),
    Column("names", ARRAY(Text), nullable=False, server_default="{}"),
    Column("kind", Text, nullable=False),
    Column("country", Text),
    Column("admin", Text),
    Column("population", BigInteger),
    Column("radius_m", Float, nullable=False),
    Column("source", Text, nullable=False),
    Column("point", Geometry("POINT", srid=4326, spatial_index=False), nullable=False),
    Column("geom", Geometry("GEOMETRY", srid=4326, spatial_index=False), nullable=False),
    CheckConstraint(ON_EARTH, name="point_in_range"),
    Index("ix_place_geom", "geom", postgresql_using="gist"),
)

actor = Table(
    "actor",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("names", ARRAY(Text), nullable=False, server_default="{}"),
    Column("kind", Text, nullable=False),
    Column("country", Text),
    Column("parent_id", Text),
    Column("sponsor", Text),
    Column("wikidata", Text),
)

claim = Table(
    "claim",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("edition_id", BigInteger, ForeignKey("edition.id", ondelete="CASCADE"), nullable=False),
    Column("ordinal", Integer, nullable=False, comment="order in the text"),
    Column("actor_id", Text, ForeignKey("actor.id")),
    Column("actor_name", Text),
    Column("action", Text, nullable=False),
    Column("force", Text),
    Column("equipment", Text),
    Column("quantity_min", BigInteger),
    Column("quantity_max", BigInteger),
    Column("quantity_unit", Text),
    Column("quantity_qualifier", Text),
    Column("place_text", Text),
    Column("place_name", Text),
    Column("place_ids", ARRAY(Text), nullable=False, server_default="{}"),
    Column("precision", Text),
    Column("relation", Text),
    Column("radius_m", Float),
    Column("point", Geometry("POINT", srid=4326, spatial_index=False)),
    Column("geom", Geometry("GEOMETRY", srid=4326, spatial_index=False)),
    Column("start", Date),
    Column("end", Date),
    Column("date_precision", Text),
    Column("start_bound", Text),
    Column("end_bound", Text),
    Column("dates_inferred", Boolean, nullable=False, server_default=text("false")),
    Column("stance", Text, nullable=False),
    Column("holder", Text),
    Column("holders", ARRAY(Text), nullable=False, server_default="{}", comment="innermost first"),
    Column("own_side", Boolean, nullable=False, server_default=text("false")),
    Column("routine", Boolean, nullable=False, server_default=text("false")),
    Column("quote", Text, nullable=False),
    Column("quote_start", Integer, nullable=False, comment="offset into edition.text"),
    Column("quote_end", Integer, nullable=False),
    Column("spans", JSONB, nullable=False, comment="{field: [start, end]} into edition.text"),
    Column("rule", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("reader_version", Text, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    Column("retired_at", DateTime(timezone=True), comment="replaced by a newer reading or edition"),
    CheckConstraint(f"action IN ({ACTIONS})", name="action"),
    CheckConstraint(f"stance IN ({STANCES})", name="stance"),
    CheckConstraint(f"precision IN ({PRECISIONS})", name="precision"),
    CheckConstraint(
        "(geom IS NULL) = (point IS NULL) AND (geom IS NULL) = (radius_m IS NULL)", name="footprint_whole"
    ),
    CheckConstraint(
        "quantity_min IS NULL OR quantity_max IS NULL OR quantity_min <= quantity_max", name="quantity"
    ),
    CheckConstraint("quote_start < quote_end", name="quote_span"),
    CheckConstraint(ON_EARTH, name="point_in_range"),
    Index("ix_claim_edition_id", "edition_id"),
    Index("ix_claim_geom", "geom", postgresql_using="gist", postgresql_where=text("retired_at IS NULL")),
    Index("ix_claim_actor_id", "actor_id", postgresql_where=text("retired_at IS NULL")),
)

judgement = Table(
    "judgement",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("subject", Text, nullable=False, comment="what is judged: claim:17, deployment:ab12"),
    Column("verdict", Text, nullable=False),
    Column("reason", Text),
    Column("author", Text, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    Index("ix_judgement_subject", "subject"),
)

deployment = Table(
    "deployment",
    metadata,
    Column("row_id", BigInteger, Identity(always=True), primary_key=True),
    Column("id", Text, nullable=False, comment="public, stable over revisions"),
    Column("key", Text, nullable=False, comment="actor | family | area"),
    Column("actor_id", Text, ForeignKey("actor.id"), nullable=False),
    Column("actor", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("force", Text),
    Column("equipment", Text),
    Column("quantity_min", BigInteger),
    Column("quantity_max", BigInteger),
    Column("quantity_unit", Text),
    Column("place", Text, nullable=False),
    Column("place_id", Text),
    Column("precision", Text, nullable=False),
    Column("relation", Text, nullable=False),
    Column("radius_m", Float, nullable=False),
    Column("point", Geometry("POINT", srid=4326, spatial_index=False), nullable=False),
    Column("geom", Geometry("GEOMETRY", srid=4326, spatial_index=False), nullable=False),
    Column("start", Date),
    Column("end", Date),
    Column("start_precision", Text, nullable=False),
    Column("end_precision", Text, nullable=False),
    Column("dates_inferred", Boolean, nullable=False),
    Column("valid", TSTZRANGE, nullable=False, comment="half-open, whole UTC days"),
    Column("status", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("origins", Integer, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("denials", Integer, nullable=False),
    Column("first_reported", Date, nullable=False),
    Column("last_reported", Date, nullable=False),
    Column("quote", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("url", Text),
    Column("sample", Boolean, nullable=False, server_default=text("false")),
    Column("recorded", TSTZRANGE, nullable=False, server_default=text("tstzrange(now(), NULL)")),
    Column("updated", DateTime(timezone=True), nullable=False, server_default=func.now()),
    CheckConstraint(f"action IN ({ACTIONS})", name="action"),
    CheckConstraint(f"status IN ({STATUSES})", name="status"),
    CheckConstraint(f"precision IN ({PRECISIONS})", name="precision"),
    CheckConstraint("NOT isempty(valid) AND NOT isempty(recorded)", name="ranges"),
    CheckConstraint(ON_EARTH, name="point_in_range"),
    ExcludeConstraint(
        ("key", "="), ("valid", "&&"), ("recorded", "&&"), name="ex_deployment_key_moment", using="gist"
    ),
    Index("ix_deployment_id", "id"),
    Index("ix_deployment_current_id", "id", unique=True, postgresql_where=text("upper_inf(recorded)")),
    Index(
        "ix_deployment_current_geom",
        "geom",
        "valid",
        postgresql_using="gist",
        postgresql_where=text("upper_inf(recorded)"),
    ),
    Index(
        "ix_deployment_current_valid",
        "valid",
        postgresql_using="gist",
        postgresql_where=text("upper_inf(recorded)"),
    ),
    Index("ix_deployment_current_actor_id", "actor_id", postgresql_where=text("upper_inf(recorded)")),
)

deployment_claim = Table(
    "deployment_claim",
    metadata,
    Column("row_id", BigInteger, ForeignKey("deployment.row_id", ondelete="CASCADE"), primary_key=True),
    Column("claim_id", BigInteger, ForeignKey("claim.id", ondelete="CASCADE"), primary_key=True),
    Column("role", Text, nullable=False),
    Column("weight", Float, nullable=False),
    CheckConstraint("role IN ('supports', 'contradicts')", name="role"),
    Index("ix_deployment_claim_claim_id", "claim_id"),
)

revision = Table(
    "revision",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    Column("what", Text, nullable=False, comment="report, deployment, sample, rebuild"),
    Column("subject", Text, comment="id of what changed"),
)
