"""A point at which the system meets another one: declared, tested from end to end, withdrawn."""

from services.engagement.domain.integration.commands import (
    DeclareIntegrationPoint,
    IntegrationCommand,
    IntegrationPointGone,
    RecordIntegrationTest,
    WithdrawIntegrationPoint,
)
from services.engagement.domain.integration.rules import INTEGRATION

__all__ = [
    "INTEGRATION",
    "DeclareIntegrationPoint",
    "IntegrationCommand",
    "IntegrationPointGone",
    "RecordIntegrationTest",
    "WithdrawIntegrationPoint",
]
