"""A tenant with several of everything that is listed: what began in the life of another, and twice more beside it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256
from uuid import UUID, uuid5

from shared.eventstore.log import Appended, Attempt, Entry, NewEvent, Write
from shared.eventstore.postgres import PostgresLog, open_pool
from shared.kernel.record import record
from tests.acceptance.api.desk import Desk
from tests.acceptance.api.others import OWNED_BY
from tests.acceptance.api.recording import Run

ONCE = ("PilotRegistered", "PilotClosed", "EngagementStarted", "ChangeProgramCreated", "PopulationDefined", "GapOpened")
THRICE = (
    "FindingRecorded",
    "PilotCostRecorded",
    "PilotResultRecorded",
    "ReviewScheduled",
    "ComponentRecorded",
    "AssumptionRecorded",
    "VendorDecisionRecorded",
    "KnowledgeTransferPlanned",
    "PortfolioRoundOpened",
    "DataSourceRegistered",
    "DataAccessRequested",
    "CohortDefined",
    "ChampionNominated",
    "DatasetDeclared",
    "QualityMetricDefined",
    "ModelValidated",
    "PerformanceDeltaMeasured",
    "GroundingSourceDeclared",
    "EnvironmentDeclared",
    "ReleasePinned",
    "LoadTestRecorded",
    "IntegrationPointDeclared",
    "IntegrationTestRecorded",
    "ScaleCostRecorded",
    "ForecastRecorded",
    "EvidenceSubmitted",
    "SeriesDefined",
    "TriggerDefined",
    "InterventionTriggered",
    "RunCostRecorded",
    "GovernancePackageAssembled",
)
OF_ANOTHER = ("ModelValidated", "PerformanceDeltaMeasured", "GroundingSourceDeclared")
"""Of which there is one for each thing: they are of the copies of what they are of."""

AN_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
A_NAME = re.compile(r'"(name|title|system|department|criterion|purpose)":"')
A_DAY = re.compile(r'"(due|ran_on|until|made_on|spent_on|valid_until)":"2026')
SERVICES = ("engagement", "gates", "measurement")


@record
class Crowd:
    """`token` is what to read with, so that all of it is seen."""

    desk: Desk
    ids: dict[str, str]
    token: str


async def crowded(run: Run) -> Crowd:
    """The ids of the life stand for the same things here."""
    desk = await run.running.tenancy()
    entries = await whole(run)
    versions: Counter[str] = Counter()
    for service in SERVICES:
        attempts = [attempt(desk, each, versions) for each in begun(entries) if service == owner(each)]
        async with await open_pool(run.running.database.dsn(service), size=1) as pool:
            outcomes = await PostgresLog(pool).append(desk.tenant, attempts)
        assert all(isinstance(outcome, Appended) for outcome in outcomes)
    opened = {"title": "The last of all", "kind": "DATA", "cause": "GOVERNANCE_DEFERRED", "severity": "MINOR"}
    payload = await desk.send("openGap", engagementId=run.ids["engagement"], **opened)
    return Crowd(desk=desk, ids=run.ids, token=payload["consistency"]["token"])


async def whole(run: Run) -> Sequence[Entry]:
    async with await open_pool(run.running.database.dsn("engagement"), size=1) as pool:
        return await PostgresLog(pool).after(run.desk.tenant, 0, 10_000)


def owner(entry: Entry) -> str:
    (service,) = {stream.service for kind, stream in OWNED_BY.items() if kind.__name__ == entry.type}
    return service


def begun(entries: Sequence[Entry]) -> Iterator[Entry]:
    """Whatever one of these events is the first to name is another thing in each copy."""
    known = {str(entry.engagement_id) for entry in entries}
    others: list[dict[str, str]] = [{}, {}]
    for entry in entries:
        found = set(AN_ID.findall(entry.data.decode())) - known
        known |= found
        if entry.type in ONCE + THRICE:
            yield entry
        for number, names in enumerate(others if entry.type in THRICE else ()):
            own = {each: str(uuid5(UUID(each), str(number))) for each in found}
            names.update(own)
            yield another(entry, names if entry.type in OF_ANOTHER else own, dated=number == 0)


def another(entry: Entry, names: dict[str, str], *, dated: bool) -> Entry:
    """Some have names and days of their own, so that orders have both equal and different ones to deal with."""
    data = AN_ID.sub(lambda found: names.get(found[0], found[0]), entry.data.decode())
    if dated:
        data = A_DAY.sub(r'"\1":"2027', A_NAME.sub(r'"\1":"Another ', data))
    stream = AN_ID.sub(lambda found: names.get(found[0], found[0]), entry.stream)
    return entry._replace(data=data.encode(), stream=stream)


def attempt(desk: Desk, entry: Entry, versions: Counter[str]) -> Attempt:
    event_id = uuid5(desk.tenant, f"{entry.stream} {versions[entry.stream]}")
    event = NewEvent(event_id=event_id, type=entry.type, schema_version=entry.schema_version, data=entry.data)
    write = Write(
        stream=entry.stream, expected=versions[entry.stream], engagement_id=entry.engagement_id, events=(event,)
    )
    versions[entry.stream] += 1
    digest = sha256(event_id.bytes).digest()
    return Attempt(command_id=event_id, digest=digest, actor=entry.actor, writes=(write,))
