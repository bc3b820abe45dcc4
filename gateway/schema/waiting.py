"""What waits for whoever asks: read models say what may, and the very decisions say what does."""

import asyncio
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any, Self

import strawberry

from gateway.context import Info
from gateway.masking import AsOf
from gateway.schema import permitted
from gateway.schema.days import day_of
from gateway.schema.filling import Asker, trial_of
from gateway.schema.gaps import Gap, gap_of
from gateway.schema.lists import Connection, Cursors, Paging, Shelf, connection, named, window
from gateway.schema.node import plain, seen
from gateway.schema.permissions import Permission, permission, weighing
from gateway.schema.stage_names import StageName
from gateway.schema.waiting_kinds import COMMANDS, NO_DAY, WaitingKind, Waits, of_thing
from services.engagement.contract import GapLine, GapStatus, gap_pages
from services.engagement.contracts.waited import waited_in_engagements
from services.gates.contracts.verdicts import GateEntry, Measured, gate_pages, verdicts_of
from services.gates.contracts.waited import waited_at_gates
from shared.projecting.as_of import LIVE, Source
from shared.projecting.filtering import AllOf, Compare, Filter, Is
from shared.projecting.pages import PageAsk
from shared.projecting.paging import LARGEST, Count, Page, Window
from shared.projecting.waited import Somebody

if TYPE_CHECKING:
    from gateway.schema.engagements import Engagement


@strawberry.type(description="Something that somebody waits for and that is yours to do: now, or once `can` says so.")
class WaitingForMe:
    kind: WaitingKind
    since: datetime
    stage: StageName | None
    domain: str | None = strawberry.field(description="As `framework/domain`.")
    criterion: str | None = strawberry.field(description="As `framework/code`.")
    subject: str = strawberry.field(description="What it is about, in the words of whoever wants it; may be empty.")
    about: strawberry.ID | None = strawberry.field(
        description="The id of what the mutation names besides the engagement."
    )
    row: strawberry.Private[Waits]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: Waits, source: Source) -> Self:
        return cls(row=row, source=source, **plain(cls, row))

    @strawberry.field(description="The mutation that does it.")
    def command(self) -> str:
        return COMMANDS[self.kind]

    @strawberry.field(
        description="Whether the mutation is taken now: a condition waits for its owner while what it carries is unmet."
    )
    async def can(self, info: Info) -> Permission | None:
        return await permission(info, self.source, "WaitingForMe.can", self.row.trial)

    @strawberry.field
    def due(self) -> date | None:
        return None if self.row.by == NO_DAY else self.row.by

    @strawberry.field
    async def gap(self, info: Info) -> Gap | None:
        return await gap_of(info, self.source, self.row.gap_id)

    @strawberry.field
    async def engagement(
        self, info: Info
    ) -> Annotated["Engagement", strawberry.lazy("gateway.schema.engagements")] | None:
        from gateway.schema.engagements import engagement_of  # noqa: PLC0415 - the two nouns name each other

        return await engagement_of(info, self.source, self.row.engagement_id)


async def no_question(*_: object) -> list[Any]:
    raise LookupError("what waits is made of several lists")


WAITING: Shelf[WaitingForMe] = Shelf(
    name="waiting",
    row=Waits,
    key=("key",),
    since="since",
    pages=no_question,
    counts=no_question,
    node=WaitingForMe.of,
)
ORDER = (named("by"), named("since"), named("key"))


async def candidates(info: Info) -> tuple[list[Waits], bool]:
    """What may wait for them, and whether there is more of it than is looked at."""
    identity, day = await info.context.identity(), await day_of(info, LIVE)
    person, asker = identity.person, Asker(tenant=identity.tenant, person=identity.person, day=day)
    who = Somebody(person=person, day=day)
    working = (GapStatus.OPEN.value, GapStatus.IN_PROGRESS.value)
    own = AllOf(of=(equal("owner", person), Compare(column="status", how=Is.ONE_OF, values=working)))
    gates, owned, resolved, *others = await asyncio.gather(
        info.context.load(LIVE, gate_pages, some(equal("requested", True))),  # noqa: FBT003 - the column's value
        info.context.load(LIVE, gap_pages, some(own)),
        info.context.load(LIVE, gap_pages, some(equal("status", GapStatus.RESOLVED.value))),
        info.context.load(LIVE, waited_in_engagements, who),
        info.context.load(LIVE, waited_at_gates, who),
    )
    found = [
        *(each for part in await asyncio.gather(*(at_gate(info, row, day) for row in gates.rows)) for each in part),
        *(of_gap(WaitingKind.GAP_TO_RESOLVE, row, row.changed_at, asker) for row in owned.rows),
        *(of_gap(WaitingKind.GAP_TO_VERIFY, row, row.resolved_at or row.changed_at, asker) for row in resolved.rows),
        *(of_thing(thing, day) for each in others for thing in each.things),
    ]
    more = any(page.has_next for page in (gates, owned, resolved)) or any(each.more for each in others)
    return found, more


def equal(column: str, value: Any) -> Compare:  # noqa: ANN401 - any scalar
    return Compare(column=column, how=Is.EQUAL, values=(value,))


def some(wanted: Filter) -> PageAsk:
    return PageAsk(wanted=wanted, window=Window(limit=LARGEST))


async def at_gate(info: Info, row: GateEntry, day: date) -> list[Waits]:
    """A sign-off for each domain, and the decision; which of them are theirs is judged afterwards."""
    verdict = await info.context.load(
        LIVE, verdicts_of, Measured(engagement_id=row.engagement_id, stage=row.stage), day
    )
    domains = [each.name for each in verdict.domains] if verdict else []
    return list(asked_at(row, domains))


def asked_at(row: GateEntry, domains: Sequence[str]) -> Iterator[Waits]:
    if row.request is None:
        return
    for kind, domain in [(WaitingKind.GATE_SIGN_OFF, each) for each in domains] + [(WaitingKind.GATE_DECISION, None)]:
        at = permitted.AtGate(engagement_id=row.engagement_id, stage=row.stage, domain=domain or "")
        yield Waits(
            kind=kind,
            key=f"{kind.value} {row.engagement_id} {row.stage.value} {domain or ''}",
            since=row.request.at if domain else max([row.request.at, *(each.at for each in row.signed)]),
            by=NO_DAY,
            engagement_id=row.engagement_id,
            trial=permitted.AT_GATE["RECORD_SIGN_OFF" if domain else "PASS_GATE"](at),
            stage=row.stage,
            domain=domain,
        )


def of_gap(kind: WaitingKind, row: GapLine, since: datetime, asker: Asker) -> Waits:
    action = "RESOLVE_GAP" if kind is WaitingKind.GAP_TO_RESOLVE else "VERIFY_GAP"
    return Waits(
        kind=kind,
        key=f"{kind.value} {row.gap_id}",
        since=since,
        by=row.due or NO_DAY,
        engagement_id=row.engagement_id,
        trial=trial_of(action, {"gap_id": row.gap_id}, asker),
        gap_id=row.gap_id,
        thing=row.gap_id,
        subject=row.title,
    )


async def waits(info: Info, row: Waits) -> bool:
    """Whether they may do it now and something would come of it, or it is theirs though it cannot be done yet."""
    weighed = await weighing(info, row.trial.command)
    if weighed.refusal is None:
        return weighed.records
    return weighed.refusal.code in row.though or row.trial.leaves_open(weighed.refusal)


def place(row: Waits) -> tuple[Any, ...]:
    return (row.by, row.since, row.key)


def part_of(rows: Sequence[Waits], wanted: Window) -> Page[Waits]:
    """The part of the list that is asked for."""
    after, before = wanted.after, wanted.before
    kept = [row for row in rows if (after is None or place(row) > after) and (before is None or place(row) < before)]
    shown = kept[-wanted.limit :] if wanted.last else kept[: wanted.limit]
    left = len(kept) > len(shown)
    return Page(
        rows=shown,
        positions=[place(row) for row in shown],
        has_next=before is not None if wanted.last else left,
        has_previous=left if wanted.last else after is not None,
    )


@strawberry.type
class WaitingQuery:
    @strawberry.field(
        description="What waits for you: what is yours to do. What is due first, and then what waits longest. "
        "Of each kind the first hundred that anybody waits for are looked at."
    )
    async def waiting_for_me(
        self,
        info: Info,
        kinds: list[WaitingKind] | None = None,
        first: int | None = None,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> Connection[WaitingForMe] | None:
        if seen(self) != LIVE:
            raise AsOf(field="Query.waitingForMe")
        identity = await info.context.identity()
        purpose = f"waiting|{identity.tenant}|{identity.person}|{sorted(each.value for each in kinds or WaitingKind)}"
        cursors = Cursors(key=info.context.backends.cursor_key, purpose=purpose, shelf=WAITING)
        wanted = window(Paging(first=first, after=after, last=last, before=before), cursors, ORDER)
        rows, more = await candidates(info)
        asked = [row for row in rows if kinds is None or row.kind in kinds]
        does = await asyncio.gather(*(waits(info, row) for row in asked))
        found = sorted((row for row, it in zip(asked, does, strict=True) if it), key=place)
        page = part_of(found, wanted)

        async def counted() -> Count:
            return Count(value=len(found), capped=more)

        return connection(page, [WaitingForMe.of(row, LIVE) for row in page.rows], cursors, counted)
