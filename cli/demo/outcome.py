"""What stands at the end of the play, asked over the API: the register, the way that is left, and the report."""

from datetime import date, datetime
from decimal import Decimal

from pydantic import BaseModel

from cli.client import Answer, Client
from cli.demo.passage import PASSAGE, Passage, passage_of
from cli.demo.reading import Read
from cli.demo.returns import RETURNS, Returns, returns_of

GAPS = """
query Register($engagement: ID!, $after: String) {
  engagement(id: $engagement) {
    gaps(first: 100, after: $after, orderBy: [{field: OPENED}]) {
      pageInfo { hasNextPage endCursor }
      nodes { id title severity status due foundAfterClose estimate { low likely high } owner { name } }
    }
  }
}
"""

WAY = """
query Way($engagement: ID!) {
  engagement(id: $engagement) {
    name
    criticalPath { length gaps { id } order { earliestStart earliestFinish slack critical gap { id } } unknown { id } }
    effort { p50 p80 }
    burndown { day remaining }
    causeProfile { cause gaps blocking closed }
  }
}
"""

REPORT = """
query Report($engagement: ID!) {
  engagement(id: $engagement) {
    closeOutReport { position madeAt digest publishedDigest intact canonical html }
  }
}
"""

THEN = """
query Then($engagement: ID!, $position: Long!) {
  asOf(seq: $position) {
    engagement(id: $engagement) { criticalPath { length gaps { id } } effort { p50 p80 } }
  }
}
"""


class Owner(Read):
    name: str | None


class Days(Read):
    low: Decimal
    likely: Decimal
    high: Decimal


class Gap(Read):
    id: str
    title: str
    severity: str
    status: str
    due: date | None
    found_after_close: bool
    estimate: Days | None
    owner: Owner | None


class Named(Read):
    id: str


class Times(Read):
    """Person-days from now."""

    earliest_start: Decimal
    earliest_finish: Decimal
    slack: Decimal
    critical: bool
    gap: Named


class Path(Read):
    length: Decimal
    gaps: tuple[Named, ...]


class CriticalPath(Path):
    order: tuple[Times, ...]
    unknown: tuple[Named, ...]


class Effort(Read):
    p50: Decimal
    p80: Decimal


class Day(Read):
    day: date
    remaining: int


class CauseCount(Read):
    cause: str
    gaps: int
    blocking: int
    closed: int


class Way(Read):
    name: str
    critical_path: CriticalPath
    effort: Effort
    burndown: tuple[Day, ...]
    cause_profile: tuple[CauseCount, ...]


class Report(Read):
    """The close-out report; `published_digest` is what went on record when it was published."""

    position: int
    made_at: datetime
    digest: str
    published_digest: str | None
    intact: bool | None
    canonical: str
    html: str


class Then(Read):
    """The way that was left when the report was published."""

    critical_path: Path
    effort: Effort


class Outcome(BaseModel, frozen=True):
    """`gaps` in the order in which they were opened: the register numbers them so."""

    gaps: tuple[Gap, ...]
    way: Way
    report: Report | None
    then: Then | None
    passage: Passage
    returns: Returns


class Asking:
    """Questions of one person about one engagement, answered with all that was `seen` before."""

    def __init__(self, client: Client, token: str, engagement: str, seen: str | None) -> None:
        self._client, self._token = client, token
        self._engagement, self._seen = engagement, seen

    async def outcome(self) -> Outcome:
        report = await self.report()
        return Outcome(
            gaps=await self.gaps(),
            way=Way.model_validate(await self._ask(WAY)),
            report=report,
            then=await self.then(report.position) if report else None,
            passage=passage_of(await self._ask(PASSAGE)),
            returns=returns_of(await self._ask(RETURNS)),
        )

    async def gaps(self) -> tuple[Gap, ...]:
        found: list[Gap] = []
        page, after = {"hasNextPage": True}, None
        while page["hasNextPage"]:
            answer = (await self._ask(GAPS, after=after))["gaps"]
            page = answer["pageInfo"]
            after = answer["pageInfo"]["endCursor"]
            found += map(Gap.model_validate, answer["nodes"])
        return tuple(found)

    async def report(self) -> Report | None:
        answer = (await self._ask(REPORT))["closeOutReport"]
        return None if answer is None else Report.model_validate(answer)

    async def then(self, position: int) -> Then:
        variables = {"engagement": self._engagement, "position": position}
        data = await self._client.ask(self._token, THEN, variables, seen=self._seen)
        return Then.model_validate(data["asOf"]["engagement"])

    async def _ask(self, document: str, **variables: object) -> Answer:
        given = {"engagement": self._engagement, **variables}
        data = await self._client.ask(self._token, document, given, seen=self._seen)
        engagement: Answer = data["engagement"]
        return engagement
