"""An environment that the system runs in: declared, hardened and verified, and deployed to."""

from services.engagement.domain.environment.commands import (
    AddHardeningItem,
    CompleteHardening,
    DeclareEnvironment,
    EnvironmentCommand,
    EnvironmentNotProduction,
    HardeningAlreadyVerified,
    HardeningItemNotFound,
    HardeningNotCompleted,
    OwnHardening,
    RecordDeployment,
    ReopenHardening,
    TooManyHardeningItems,
    VerifyHardening,
)
from services.engagement.domain.environment.rules import ENVIRONMENT

__all__ = [
    "ENVIRONMENT",
    "AddHardeningItem",
    "CompleteHardening",
    "DeclareEnvironment",
    "EnvironmentCommand",
    "EnvironmentNotProduction",
    "HardeningAlreadyVerified",
    "HardeningItemNotFound",
    "HardeningNotCompleted",
    "OwnHardening",
    "RecordDeployment",
    "ReopenHardening",
    "TooManyHardeningItems",
    "VerifyHardening",
]
