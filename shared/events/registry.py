"""Every stream with its owner and its facts: what the codec, the store and the catalogue go by."""

from typing import Any, get_args

from shared.events.accountability import AccountabilityEvent
from shared.events.audit_logging import AuditLogEvent
from shared.events.business_case import BusinessCaseEvent
from shared.events.costs import CostEvent
from shared.events.criteria import CriterionEvent
from shared.events.datasets import DatasetEvent
from shared.events.delays import DelayEvent
from shared.events.dimensions import DimensionEvent
from shared.events.engagements import EngagementEvent
from shared.events.environments import EnvironmentEvent
from shared.events.evidence import EvidenceEvent
from shared.events.forecasts import ForecastEvent
from shared.events.frameworks import CriteriaEvent, FrameworkEvent
from shared.events.gaps import GapEvent
from shared.events.gates import GateEvent
from shared.events.go_live import GoLiveEvent
from shared.events.grounding import GroundingEvent
from shared.events.integrations import IntegrationEvent
from shared.events.measurement import MeasurementEvent
from shared.events.obligations import ObligationEvent
from shared.events.observations import ObservationEvent
from shared.events.ownership import OwnershipEvent
from shared.events.packages import GovernancePackageAssembled
from shared.events.people import PeopleEvent
from shared.events.pilots import PilotEvent
from shared.events.population import PopulationEvent
from shared.events.portfolio import PortfolioEvent
from shared.events.programme import ProgrammeEvent
from shared.events.provenance import ProvenanceEvent
from shared.events.quality_metrics import QualityMetricEvent
from shared.events.readiness import ReadinessEvaluated
from shared.events.releases import ReleaseEvent
from shared.events.run_costs import RunCostEvent
from shared.events.scope import ScopeDefined
from shared.events.series import SeriesEvent
from shared.events.sources import SourceEvent
from shared.events.stages import StageEvent
from shared.events.tenants import TenantEvent
from shared.events.triggers import TriggerEvent
from shared.events.upcasts import UPCASTS
from shared.events.validations import ValidationEvent
from shared.kernel.record import record


@record
class Stream:
    """A category of streams: `{category}-{id}`, written by one service only.

    What is `public` goes out to subscribers, each event under the engagement it belongs to. That is decided before the
    first event of a stream, and for ever: a subscriber counts on missing none.
    """

    category: str
    service: str
    events: tuple[type, ...]
    public: bool = False


STREAMS = (
    Stream(category="tenant", service="engagement", events=get_args(TenantEvent)),
    Stream(category="people", service="engagement", events=get_args(PeopleEvent)),
    Stream(category="pilot", service="engagement", events=get_args(PilotEvent), public=True),
    Stream(category="engagement", service="engagement", events=get_args(EngagementEvent), public=True),
    Stream(category="dimension", service="engagement", events=get_args(DimensionEvent), public=True),
    Stream(category="gap", service="engagement", events=get_args(GapEvent), public=True),
    Stream(category="stage", service="engagement", events=get_args(StageEvent), public=True),
    Stream(category="gate", service="gates", events=get_args(GateEvent), public=True),
    Stream(category="ownership", service="engagement", events=get_args(OwnershipEvent), public=True),
    Stream(category="provenance", service="engagement", events=get_args(ProvenanceEvent), public=True),
    Stream(category="source", service="engagement", events=get_args(SourceEvent), public=True),
    Stream(category="accountability", service="engagement", events=get_args(AccountabilityEvent), public=True),
    Stream(category="auditlog", service="engagement", events=get_args(AuditLogEvent), public=True),
    Stream(category="population", service="engagement", events=get_args(PopulationEvent), public=True),
    Stream(category="programme", service="engagement", events=get_args(ProgrammeEvent), public=True),
    Stream(category="dataset", service="engagement", events=get_args(DatasetEvent), public=True),
    Stream(category="metric", service="engagement", events=get_args(QualityMetricEvent), public=True),
    Stream(category="validation", service="engagement", events=get_args(ValidationEvent), public=True),
    Stream(category="grounding", service="engagement", events=get_args(GroundingEvent), public=True),
    Stream(category="golive", service="engagement", events=get_args(GoLiveEvent), public=True),
    Stream(category="scope", service="engagement", events=(ScopeDefined,), public=True),
    Stream(category="measurement", service="measurement", events=get_args(MeasurementEvent), public=True),
    Stream(category="environment", service="engagement", events=get_args(EnvironmentEvent), public=True),
    Stream(category="integration", service="engagement", events=get_args(IntegrationEvent), public=True),
    Stream(category="release", service="engagement", events=get_args(ReleaseEvent), public=True),
    Stream(category="round", service="engagement", events=get_args(PortfolioEvent)),
    Stream(category="forecast", service="engagement", events=(ForecastEvent,), public=True),
    Stream(category="cost", service="engagement", events=get_args(CostEvent), public=True),
    Stream(category="obligations", service="engagement", events=get_args(ObligationEvent), public=True),
    Stream(category="framework", service="gates", events=(FrameworkEvent,)),
    Stream(category="criteria", service="gates", events=(CriteriaEvent,), public=True),
    Stream(category="evidence", service="gates", events=get_args(EvidenceEvent), public=True),
    Stream(category="criterion", service="gates", events=get_args(CriterionEvent), public=True),
    Stream(category="readiness", service="gates", events=(ReadinessEvaluated,), public=True),
    Stream(category="delay", service="engagement", events=get_args(DelayEvent), public=True),
    Stream(category="package", service="gates", events=(GovernancePackageAssembled,), public=True),
    Stream(category="series", service="measurement", events=get_args(SeriesEvent), public=True),
    Stream(category="observations", service="measurement", events=get_args(ObservationEvent), public=True),
    Stream(category="trigger", service="measurement", events=get_args(TriggerEvent), public=True),
    Stream(category="case", service="measurement", events=get_args(BusinessCaseEvent), public=True),
    Stream(category="runcost", service="measurement", events=get_args(RunCostEvent), public=True),
)

EVENTS: dict[str, type[Any]] = {event.__name__: event for stream in STREAMS for event in stream.events}


def schema_version(name: str) -> int:
    """The version of an event's shape that is written today: the first that no upcast leads on from."""
    version = 1
    while (name, version) in UPCASTS:
        version += 1
    return version
