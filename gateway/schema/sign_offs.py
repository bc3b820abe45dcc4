"""Sign-offs: somebody answers for a domain of a verdict."""

from datetime import datetime
from typing import Self

import strawberry

from gateway.context import Info
from gateway.schema.node import plain
from gateway.schema.people import Person, person_of
from gateway.schema.scalars import Long
from services.gates.contracts.verdicts import SignOffEntry, WithdrawalEntry
from shared.projecting.as_of import Source


@strawberry.type(description="The signer no longer answers for it.")
class SignOffWithdrawal:
    reason: str
    at: datetime

    @classmethod
    def of(cls, row: WithdrawalEntry) -> Self:
        return cls(**plain(cls, row))


@strawberry.type(description="Somebody answers for a domain, as the verdict showed it then.")
class SignOff:
    domain: str
    role: str = strawberry.field(description="In which the signer answers.")
    digest: str = strawberry.field(description="Of what was signed for.")
    position: Long = strawberry.field(description="Where the log stood that was signed for.")
    at: datetime
    row: strawberry.Private[SignOffEntry]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: SignOffEntry, source: Source) -> Self:
        return cls(row=row, source=source, **plain(cls, row))

    @strawberry.field
    async def signer(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.signer)

    @strawberry.field
    def withdrawn(self) -> SignOffWithdrawal | None:
        return SignOffWithdrawal.of(self.row.withdrawal) if self.row.withdrawal else None
