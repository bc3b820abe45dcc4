"""The desk of evidence before the services: who reads what, which values a kind has, and the files of machines."""

from uuid import UUID

from gateway.consistency import ViewsBehind
from gateway.context import Backends
from gateway.evidence.desk import EvidenceDesk, Wanted
from gateway.evidence.machines import Machines
from gateway.language import preferred
from gateway.owners import FRENCH
from services.gates.contracts import files, frameworks
from services.gates.contracts.criteria import criteria_sets_of
from services.gates.contracts.evidence import evidence_by_id
from shared.authority.grants import Readable
from shared.events.tenants import Locale
from shared.eventstore.handle import Receipt, Request
from shared.kernel.record import record
from shared.kernel.refusal import Refused
from shared.policy.sentences import sentence
from shared.projecting.as_of import LIVE
from shared.projecting.positions import Reached


def desk_of(backends: Backends) -> EvidenceDesk:
    counters = Counters(backends=backends)
    return EvidenceDesk(
        authenticate=backends.authenticate,
        readable=backends.engagement.readable,
        send=counters.send,
        artefacts=backends.artefacts,
        values_of=Machines().values_of,
        tells=files.tells,
        piece=counters.piece,
        known_values=counters.known_values,
        sentence=told,
        tokens=backends.tokens,
        links=backends.links,
        new_id=backends.new_id,
    )


@record
class Counters:
    backends: Backends

    async def send(self, request: Request) -> Receipt:
        return await self.backends.taking(request.command).send(request)

    async def piece(self, tenant: UUID, readable: Readable, evidence_id: UUID) -> Wanted | None:
        """Raises ViewsBehind where it may have been submitted just now."""
        reached = await self._reached(tenant)
        (row,) = await self.backends.gates.ask(tenant, readable, LIVE, evidence_by_id, [evidence_id])
        if row is not None:
            return Wanted(engagement_id=row.engagement_id, criterion=row.criterion, kind=row.kind)
        if reached is Reached.TIMED_OUT:
            raise ViewsBehind
        return None

    async def known_values(self, tenant: UUID, readable: Readable, wanted: Wanted) -> frozenset[str] | None:
        """As the set stands at the end of the log, if only the views come so far in time."""
        gates = self.backends.gates
        await self._reached(tenant)
        (held,) = await gates.ask(tenant, readable, LIVE, criteria_sets_of, [wanted.engagement_id])
        name = wanted.criterion.partition("/")[0]
        editions = [(each.name, each.version) for each in (held.frameworks if held else ()) if each.name == name]
        documents = await gates.ask(tenant, readable, LIVE, frameworks.documents_of, editions)
        known = (kind for each in documents if each for kind in frameworks.of_document(each).evidence)
        return next((frozenset(kind.values) for kind in known if kind.name == wanted.kind), None)

    async def _reached(self, tenant: UUID) -> Reached:
        head = await self.backends.ledger.head(tenant)
        return await self.backends.gates.reached(tenant, head.seq, self.backends.tokens.wait)


def told(refused: Refused, accepted: str) -> str:
    return sentence(refused, preferred(accepted) or Locale.EN, {**files.FRENCH, **FRENCH})
