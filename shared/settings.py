"""What can be set from outside, by `FAIRWAY_…` variables; the defaults start the embedded mode."""

import os
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from pydantic import BaseModel, Field, HttpUrl, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SecretsSettingsSource, SettingsConfigDict

SECRETS = "FAIRWAY_SECRETS"
LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})


class MeasurementSender(BaseModel):
    """Who stands behind measurements that are signed with this key."""

    tenant: UUID
    person: str
    key: SecretStr


class Settings(BaseSettings):
    """One per process."""

    model_config = SettingsConfigDict(env_prefix="FAIRWAY_", extra="ignore")

    data: Path = Field(default=Path(".fairway"), description="The folder that holds everything of the embedded mode.")
    port: int = Field(default=8700, ge=0, le=65535, description="Where the gateway listens on 127.0.0.1; 0: any free.")
    host: str = Field(default="127.0.0.1", description="Where processes listen that are started apart.")
    database: str | None = Field(
        default=None, description="A superuser's address on a PostgreSQL of yours, instead of the embedded one."
    )
    wait_seconds: float = Field(
        default=2.0, ge=0, le=30, description="How long an answer waits at most for the views to catch up."
    )
    recheck_seconds: float = Field(
        default=15.0, gt=0, le=300, description="How often it is checked at least who listens to a subscription."
    )
    issuer: str | None = Field(
        default=None,
        min_length=1,
        description="An issuer of yours whose tokens are accepted too: their `iss`. Takes `FAIRWAY_JWKS_URL`.",
    )
    audience: str = Field(
        default="fairway", min_length=1, description="What the tokens of your issuer are for: their `aud`."
    )
    jwks_url: HttpUrl | None = Field(
        default=None, description="Where your issuer publishes its keys: by https, or on this machine."
    )
    token_hours: int = Field(default=12, ge=1, le=720, description="How long the tokens that a start prints are valid.")
    traces: str | None = Field(
        default=None, description="Where spans go, OTLP over HTTP: `http://host:4318/v1/traces`. Without it: nowhere."
    )
    timers_and_reactions: bool = Field(
        default=True,
        description="Whether what is due, or follows, is done by itself; not so on a copy that is only looked at.",
    )
    evidence: Path | None = Field(
        default=None,
        description="The folder for files of evidence, which all gateways share; else `evidence` in `data`.",
    )
    evidence_bucket: str | None = Field(
        default=None, min_length=3, description="A bucket that speaks S3, for files of evidence instead of a folder."
    )
    evidence_endpoint: HttpUrl | None = Field(
        default=None, description="Where that bucket is, `https://host`; without it: at Amazon's."
    )
    evidence_region: str = Field(default="us-east-1", min_length=1, description="The region of the bucket.")
    evidence_key_id: SecretStr | None = Field(
        default=None, description="Whose bucket it is; without it: whatever the machine's own role may do."
    )
    evidence_secret_key: SecretStr | None = Field(
        default=None, description="What requests to the bucket are signed with. Goes with `FAIRWAY_EVIDENCE_KEY_ID`."
    )
    log_level: str = Field(default="warning", description="debug, info, warning or error.")

    secrets: Path | None = Field(
        default=None, description="A folder of files, each named as a variable in small letters and holding its value."
    )
    store: str | None = Field(
        default=None,
        description="The PostgreSQL that the processes share, without a user: `postgresql://host:port/name`.",
    )
    passwords: dict[str, SecretStr] = Field(
        default={}, description="JSON: the passwords of the database roles, by role; a process needs its own two."
    )
    service_key: SecretStr | None = Field(
        default=None, description="What the processes show one another: at least 32 characters."
    )
    cursor_key: SecretStr | None = Field(
        default=None,
        description="What all gateways seal cursors and tokens with: 32 characters or more; else a file in `data`.",
    )
    engagement_port: int = Field(default=8701, ge=0, le=65535, description="Where the engagement service listens.")
    ledger_port: int = Field(default=8702, ge=0, le=65535, description="Where the ledger listens.")
    gates_port: int = Field(default=8703, ge=0, le=65535, description="Where the gates service listens.")
    measurement_port: int = Field(default=8704, ge=0, le=65535, description="Where the measurement service listens.")
    engagement_addresses: str = Field(
        default="http://127.0.0.1:8701",
        description="Where the gateway finds the instances of the engagement service, with commas between.",
    )
    gates_addresses: str = Field(
        default="http://127.0.0.1:8703",
        description="Where the gateway finds the instances of the gates service, with commas between.",
    )
    measurement_addresses: str = Field(
        default="http://127.0.0.1:8704",
        description="Where the gateway finds the instances of the measurement service, with commas between.",
    )
    ledger_addresses: str = Field(
        default="http://127.0.0.1:8702",
        description="Where the gateway finds the ledger's instances, with commas between.",
    )
    kafka: str | None = Field(
        default=None, description="Kafka's bootstrap servers; without them processes hear of one another by LISTEN."
    )
    signing_key: SecretStr | None = Field(
        default=None,
        description="What the ledger signs records on Kafka with and services check: 32 characters or more.",
    )
    measurement_senders: dict[str, MeasurementSender] = Field(
        default={},
        description="JSON: who may send measurements over Kafka, by name: `tenant`, `person`, `key` of 32 characters.",
    )
    proof_key: SecretStr | None = Field(
        default=None,
        description="What all gateways sign answers about gates with: an Ed25519 key in PEM; else a file in `data`.",
    )
    url: HttpUrl = Field(
        default=HttpUrl("http://127.0.0.1:8700"),
        description="The gateway that commands ask which ask a running Fairway.",
    )
    token: SecretStr | None = Field(default=None, description="The access token that they show there.")

    @property
    def evidence_folder(self) -> Path:
        return self.evidence or self.data / "evidence"

    @property
    def token_lifetime(self) -> timedelta:
        return timedelta(hours=self.token_hours)

    @field_validator("data")
    @classmethod
    def _a_folder(cls, data: Path) -> Path:
        if data.exists() and not data.is_dir():
            raise ValueError(f"{data} is a file, and not a folder")
        return data

    @field_validator("jwks_url")
    @classmethod
    def _fetched_unaltered(cls, url: HttpUrl | None) -> HttpUrl | None:
        """Whoever can alter the keys on their way is everybody."""
        if url is not None and url.scheme != "https" and url.host not in LOOPBACK:
            raise ValueError("keys are fetched by https")
        return url

    @field_validator("issuer")
    @classmethod
    def _named_apart(cls, issuer: str | None) -> str | None:
        if issuer is not None and "|" in issuer:
            raise ValueError("the name of an issuer holds no '|'")
        return issuer

    @model_validator(mode="after")
    def _issuer_with_its_keys(self) -> "Settings":
        if (self.issuer is None) != (self.jwks_url is None):
            raise ValueError("FAIRWAY_ISSUER and FAIRWAY_JWKS_URL go together")
        return self

    @model_validator(mode="after")
    def _bucket_with_its_keys(self) -> "Settings":
        if (self.evidence_key_id is None) != (self.evidence_secret_key is None):
            raise ValueError("FAIRWAY_EVIDENCE_KEY_ID and FAIRWAY_EVIDENCE_SECRET_KEY go together")
        return self

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the shape is that of the library
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """What is given, then the environment, then the folder of secrets."""
        files = SecretsSettingsSource(settings_cls, secrets_dir=os.environ.get(SECRETS))
        return init_settings, env_settings, files
