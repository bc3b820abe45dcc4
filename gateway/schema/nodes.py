"""Anything by its id, whatever it is."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from gateway.context import Info
from gateway.masking import BadId, Expected
from gateway.schema.costs import scale_cost_of
from gateway.schema.data_sources import data_access_of, data_source_of
from gateway.schema.datasets import dataset_of
from gateway.schema.engagements import engagement_of
from gateway.schema.environments import environment_of
from gateway.schema.evidence import evidence_of
from gateway.schema.gaps import gap_of
from gateway.schema.grounding import grounding_source_of
from gateway.schema.ids import parts_of, uuid_of
from gateway.schema.integrations import integration_point_of
from gateway.schema.interventions import intervention_of
from gateway.schema.measured_series import series_of
from gateway.schema.node import Node
from gateway.schema.people import person_of
from gateway.schema.pilot_reviews import finding_of
from gateway.schema.pilots import pilot_of
from gateway.schema.portfolio import portfolio_round_of
from gateway.schema.quality_metrics import quality_metric_of
from gateway.schema.releases import release_of
from gateway.schema.tenants import tenant_of
from gateway.schema.triggers import trigger_of
from gateway.schema.validations import validation_of
from shared.projecting.as_of import Source

MOST_NODES = 100


class TooManyIds(Expected):
    """Ask for at most {most} things at a time."""


NODES: Mapping[str, Callable[[Info, Source, UUID], Awaitable[Any]]] = {
    "Tenant": tenant_of,
    "Person": person_of,
    "Pilot": pilot_of,
    "Finding": finding_of,
    "Engagement": engagement_of,
    "Gap": gap_of,
    "DataSource": data_source_of,
    "DataAccess": data_access_of,
    "Dataset": dataset_of,
    "QualityMetric": quality_metric_of,
    "Validation": validation_of,
    "GroundingSource": grounding_source_of,
    "Environment": environment_of,
    "IntegrationPoint": integration_point_of,
    "Release": release_of,
    "PortfolioRound": portfolio_round_of,
    "ScaleCost": scale_cost_of,
    "EvidencePiece": evidence_of,
    "Series": series_of,
    "Trigger": trigger_of,
    "Intervention": intervention_of,
}


async def node_of(info: Info, source: Source, gid: str) -> Node | None:
    noun, *_ = parts_of(gid)
    if noun not in NODES:
        raise BadId
    node: Node | None = await NODES[noun](info, source, uuid_of(noun, gid))
    return node


async def nodes_of(info: Info, source: Source, gids: Sequence[str]) -> list[Node | None]:
    if len(gids) > MOST_NODES:
        raise TooManyIds(most=MOST_NODES)
    distinct = list(dict.fromkeys(gids))
    found = await asyncio.gather(*(node_of(info, source, gid) for gid in distinct))
    by_gid = dict(zip(distinct, found, strict=True))
    return [by_gid[gid] for gid in gids]
