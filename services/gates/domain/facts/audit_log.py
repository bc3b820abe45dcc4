"""The log that the model's output is audited by, beside what is pinned and what runs on production."""

from collections.abc import Mapping
from datetime import datetime
from typing import TypeAlias, assert_never

from services.gates.domain.facts.model import Area, Fact, Facts, On
from services.gates.domain.facts.pinned import PINNED, Pinned, pinned
from services.gates.domain.facts.telling import day, fact, known, one, truth, yes
from shared.events.audit_logging import AuditLoggingConfigured, AuditLoggingTested
from shared.events.environments import ProductionEnvironmentDeployed
from shared.events.releases import ReleasePinned
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced

Handled: TypeAlias = AuditLoggingConfigured | AuditLoggingTested | ProductionEnvironmentDeployed | ReleasePinned

LOG, DEPLOYED = "log", "deployed"


@record
class Tested:
    """The last test of the present configuration."""

    passed: bool
    when: datetime
    at: int


@record
class AuditLog:
    configured_at: int
    tested: Tested | None = None


@record
class Deployed:
    """To production: where that happened first and last."""

    first_at: int
    last_at: int


Item: TypeAlias = AuditLog | Deployed | Pinned

KEYS: Mapping[type, tuple[str, ...]] = {
    AuditLoggingConfigured: (LOG,),
    AuditLoggingTested: (LOG,),
    ProductionEnvironmentDeployed: (DEPLOYED,),
    ReleasePinned: (PINNED,),
}


def keys(recorded: Recorded[Handled]) -> tuple[str, ...]:
    return KEYS[type(recorded.event)]


def fold(item: Item | None, recorded: Recorded[Handled]) -> Item | None:
    event = recorded.event
    match event:
        case AuditLoggingConfigured():
            return AuditLog(configured_at=recorded.seq)
        case AuditLoggingTested():
            tested = Tested(passed=event.passed, when=recorded.occurred_at, at=recorded.seq)
            return replaced(item, tested=tested) if isinstance(item, AuditLog) else None
        case ProductionEnvironmentDeployed():
            first_at = item.first_at if isinstance(item, Deployed) else recorded.seq
            return Deployed(first_at=first_at, last_at=recorded.seq)
        case ReleasePinned():
            return pinned(event, recorded)
        case _:
            assert_never(event)


def tell(items: Mapping[str, Item], on: On) -> Facts:
    log = one(AuditLog, items, LOG)
    if log is None:
        return {}
    configured = {"audit_log.configured": yes(log.configured_at)}
    if log.tested is None:
        return configured
    return {**configured, **told_of(log.configured_at, log.tested, items, on)}


def told_of(configured_at: int, tested: Tested, items: Mapping[str, Item], on: On) -> Facts:
    deployed, release = one(Deployed, items, DEPLOYED), one(Pinned, items, PINNED)
    mine = (configured_at, tested.at)
    return known(
        {
            "audit_log.passed": fact(tested.passed, *mine),
            "audit_log.tested_on": fact(on.day_of(tested.when), *mine),
            "audit_log.tested_on_production": on_production(mine, deployed),
            "audit_log.covers_release": covering(mine, deployed, release),
        }
    )


def on_production(mine: tuple[int, int], deployed: Deployed | None) -> Fact:
    """A test that came before anything ran there found nothing of production."""
    first = deployed.first_at if deployed else None
    return fact(first is not None and first < mine[-1], *mine, first)


def covering(mine: tuple[int, int], deployed: Deployed | None, release: Pinned | None) -> Fact | None:
    changes = at_last(deployed, release)
    if not changes:
        return None
    return fact(max(changes) < mine[-1], *mine, *changes)


def at_last(deployed: Deployed | None, release: Pinned | None) -> tuple[int, ...]:
    return tuple(each for each in (deployed and deployed.last_at, release and release.at) if each)


AUDIT_LOG: Area[Item] = Area(
    name="audit_log",
    items=(AuditLog, Deployed, Pinned),
    handles=tuple(KEYS),
    keys=keys,
    fold=fold,
    tell=tell,
    meanings=(
        truth("audit_log.configured", "Audit logging is configured", "La journalisation d'audit est configurée"),
        truth("audit_log.passed", "Its last test found the records", "Le dernier essai a retrouvé les écritures"),
        day("audit_log.tested_on", "The day of its last test", "Le jour du dernier essai"),
        truth(
            "audit_log.tested_on_production",
            "It was tested once a release ran on production",
            "L'essai a eu lieu alors qu'une version tournait en production",
        ),
        truth(
            "audit_log.covers_release",
            "It was tested after the last release was pinned and the last deployment was made",
            "L'essai a suivi la dernière version figée et le dernier déploiement",
        ),
    ),
)
