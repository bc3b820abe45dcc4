"""What a file says, for rules to see: read from a machine's own file, and told beside what no file tells."""

from gateway.evidence.desk import EvidenceDesk, Wanted
from gateway.evidence.submission import Submission
from shared.authority.grants import Readable
from shared.events.evidence import EvidenceValue
from shared.kernel.refusal import NotWellFormed
from shared.web.artefacts import Stored
from shared.web.identity import Identity


def told_beside(desk: EvidenceDesk, wanted: Submission) -> None:
    """There is such a format, and nobody tells by hand what its files tell themselves. Raises Refused."""
    if wanted.format is None:
        return
    desk.tells(wanted.format, "")
    for each in wanted.values:
        if desk.tells(wanted.format, each.name):
            problem = f"{each.name[:60]} is read from a file of the format {wanted.format}, and not told beside it"
            raise NotWellFormed(where=("input", "value"), problem=problem)


async def values_for(
    desk: EvidenceDesk, identity: Identity, readable: Readable, wanted: Submission, stored: Stored
) -> tuple[EvidenceValue, ...]:
    """Of what a machine's file says only that which the kind of evidence gives to rules: the file keeps the rest."""
    if wanted.format is None:
        return wanted.values
    chunks = await desk.artefacts.open(identity.tenant, stored.digest)
    read = await desk.values_of(chunks, wanted.format) if chunks else ()
    about = Wanted(engagement_id=wanted.engagement_id, criterion=wanted.criterion, kind=wanted.kind)
    known = await desk.known_values(identity.tenant, readable, about)
    kept = tuple(each for each in read if known is None or each.name in known)
    return (*kept, *wanted.values)
