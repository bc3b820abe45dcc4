"""The desk of evidence before the services: who reads what, which values a kind has, and the files of machines."""

from uuid import UUID

from gateway.context import Backends
from gateway.evidence.desk import EvidenceDesk, Wanted
from gateway.evidence.machines import Machines
from gateway.language import preferred
from gateway.owners import FRENCH
from services.gates.contracts import files, frameworks
from services.gates.contracts.criteria import criteria_sets_of
from shared.authority.grants import Readable
from shared.events.tenants import Locale
from shared.eventstore.handle import Receipt, Request
from shared.kernel.record import record
from shared.kernel.refusal import Refused
from shared.policy.sentences import sentence
from shared.projecting.as_of import LIVE


def desk_of(backends: Backends) -> EvidenceDesk:
    counters = Counters(backends=backends)
    return EvidenceDesk(
        authenticate=backends.authenticate,
        readable=counters.readable,
        send=counters.send,
        artefacts=backends.artefacts,
        values_of=Machines().values_of,
        tells=files.tells,
        known_values=counters.known_values,
        sentence=told,
        tokens=backends.tokens,
        links=backends.links,
        new_id=backends.new_id,
    )


@record
class Counters:
    backends: Backends

    async def readable(self, tenant: UUID, person: UUID) -> Readable | None:
        return await self.backends.engagement.readable(tenant, person)

    async def send(self, request: Request) -> Receipt:
        return await self.backends.taking(request.command).send(request)

    async def known_values(self, tenant: UUID, readable: Readable, wanted: Wanted) -> frozenset[str] | None:
        """As the set stands at the end of the log, if only the views come so far in time."""
        backends, gates = self.backends, self.backends.gates
        head = await backends.ledger.head(tenant)
        await gates.reached(tenant, head.seq, backends.tokens.wait)
        (held,) = await gates.ask(tenant, readable, LIVE, criteria_sets_of, [wanted.engagement_id])
        name = wanted.criterion.partition("/")[0]
        editions = [(each.name, each.version) for each in (held.frameworks if held else ()) if each.name == name]
        documents = await gates.ask(tenant, readable, LIVE, frameworks.documents_of, editions)
        known = (kind for each in documents if each for kind in frameworks.of_document(each).evidence)
        return next((frozenset(kind.values) for kind in known if kind.name == wanted.kind), None)


def told(refused: Refused, accepted: str) -> str:
    return sentence(refused, preferred(accepted) or Locale.EN, {**files.FRENCH, **FRENCH})
