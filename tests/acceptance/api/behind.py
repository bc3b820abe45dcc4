"""What stands behind the API, in this process or in others: what a test may reach past it."""

from datetime import timedelta
from uuid import UUID

from fastapi import FastAPI

from services.engagement.contract import Name
from shared.kernel.record import record
from shared.web.backend import Backend, LogQuestions, Names
from shared.web.issuer import LocalIssuer
from tests.acceptance.api.gates import Gates
from tests.acceptance.api.others import Others

LIFETIME = timedelta(hours=12)


@record
class Behind:
    """`app` is the application where it runs in this process; `gates` and `others` record for others."""

    issuer: LocalIssuer
    service: Backend
    directory: Names[Name]
    ledger: LogQuestions
    gates: Gates
    others: Others
    app: FastAPI | None = None

    def token(self, tenant: UUID, subject: str) -> str:
        return self.issuer.token(tenant, subject, LIFETIME)
