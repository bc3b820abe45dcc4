"""What a file says, for rules to see: read from a machine's own file, and told beside what no file tells."""

from uuid import UUID

from gateway.evidence.desk import EvidenceDesk, Wanted
from gateway.evidence.submission import Described
from shared.authority.grants import Readable
from shared.events.evidence import EvidenceValue
from shared.kernel.refusal import NotWellFormed
from shared.web.artefacts import Stored


def told_beside(desk: EvidenceDesk, told: Described) -> None:
    """There is such a format, and nobody tells by hand what its files tell themselves. Raises Refused."""
    if told.format is None:
        return
    desk.tells(told.format, "")
    for each in told.values:
        if desk.tells(told.format, each.name):
            problem = f"{each.name[:60]} is read from a file of the format {told.format}, and not told beside it"
            raise NotWellFormed(where=("input", "value"), problem=problem)


async def values_for(
    desk: EvidenceDesk, read_by: tuple[UUID, Readable], about: Wanted, told: Described, stored: Stored
) -> tuple[EvidenceValue, ...]:
    """Of what a machine's file says only that which the kind of evidence gives to rules: the file keeps the rest."""
    if told.format is None:
        return told.values
    tenant, readable = read_by
    chunks = await desk.artefacts.open(tenant, stored.digest)
    read = await desk.values_of(chunks, told.format) if chunks else ()
    known = await desk.known_values(tenant, readable, about)
    kept = tuple(each for each in read if known is None or each.name in known)
    return (*kept, *told.values)
