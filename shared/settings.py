"""What can be set from outside, by `FAIRWAY_…` variables; the defaults start the embedded mode."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """One per process."""

    model_config = SettingsConfigDict(env_prefix="FAIRWAY_", extra="ignore")

    data: Path = Field(default=Path(".fairway"), description="The folder that holds everything of the embedded mode.")
    port: int = Field(default=8700, ge=0, le=65535, description="Where the gateway listens on 127.0.0.1; 0: any free.")
    database: str | None = Field(
        default=None, description="A superuser's address on a PostgreSQL of yours, instead of the embedded one."
    )
    wait_seconds: float = Field(
        default=2.0, ge=0, le=30, description="How long an answer waits at most for the views to catch up."
    )
    recheck_seconds: float = Field(
        default=15.0, gt=0, le=300, description="How often it is checked at least who listens to a subscription."
    )
    token_hours: int = Field(default=12, ge=1, le=720, description="How long the tokens that a start prints are valid.")
    log_level: str = Field(default="warning", description="debug, info, warning or error.")
