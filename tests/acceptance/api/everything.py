"""All that can be read, in one query: what has no past is named, and nothing else is left out."""

from graphql import (
    FieldNode,
    GraphQLNamedType,
    GraphQLObjectType,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    get_named_type,
    is_abstract_type,
    parse,
    visit,
)

from gateway.schema.weighed_nouns import NOUNS
from tests.acceptance.api.sdl import SDL, fields_of

SHARED = """
fragment Short on Gap {
  id title detail kind cause severity status due dimension aspect foundAfterClose deferredUntil reason reopened
  extensions expired workstreams stage template deferralOver
  openedAt resolvedAt verifiedAt changedAt version estimate { low likely high } evidence { digest link note }
}
fragment Profile on CauseCount { cause gaps blocking closed }
"""
EVERYTHING = (
    SHARED
    + """
fragment Someone on Person { id erased registeredAt roles { role engagement { id } pilot { id } } }
fragment Tried on Pilot {
  id name purpose runBy vendor startedOn closedOn summary deferrals deferredUntil deferralReason registeredAt version
  results { criterion unit better target actual met recordedAt }
  costs { id amount { minor currency } purpose recordedAt }
  findings { id kind title detail dismissed recordedAt recordedBy { id } gap { id } }
  allResults(first: 2, filter: {met: true}) {
    totalCount totalCountCapped edges { cursor node { criterion } } nodes { criterion } pageInfo { ...Pages }
  }
  allCosts(first: 1, orderBy: [{field: AMOUNT}]) {
    totalCount totalCountCapped edges { cursor node { id } } nodes { id } pageInfo { ...Pages }
  }
  allFindings(first: 2, orderBy: [{field: TITLE}]) {
    totalCount totalCountCapped edges { cursor node { id } } nodes { id } pageInfo { ...Pages }
  }
  engagement { id }
}
fragment Left on EffortLeft { p50 p80 unestimated }
fragment Pages on PageInfo { hasNextPage hasPreviousPage startCursor endCursor }
fragment UnderWay on Engagement {
  id name startedAt baselineAt baselineGaps version
  pilot { id } systemOwner { id }
  gaps(first: 5, filter: {severity: {in: [BLOCKING, MAJOR]}}, orderBy: [{field: TITLE}]) {
    totalCount totalCountCapped edges { cursor node { id } } pageInfo { ...Pages }
    nodes {
      ...Short owner { id } openedBy { id } resolver { id } verifier { id } approver { id } finding { id title }
      needs { id title } neededBy { id title } engagement { id name }
    }
  }
  dimensions {
    dimension pilotNote productionNote version
    aspects { name pilot required current dismissed gap { id status } proposal { title kind cause severity } }
  }
  criticalPath {
    length gaps { id } unknown { id }
    order { earliestStart earliestFinish latestStart latestFinish slack critical gap { id } }
  }
  effort { ...Left }
  burndown { day opened closed remaining resolved verified }
  causeProfile { ...Profile }
  costByDiscovery { atClose { gaps effort { ...Left } } afterClose { gaps effort { ...Left } }
    afterGoLive { gaps effort { ...Left } } spent { currency before since perGapBefore perGapSince multiple } }
  closeOutReport { position madeAt digest publishedDigest intact data canonical }
}
fragment Nouns on Query {
  tenant { id name locale timeZone currency dataRegion version }
  viewer { ...Someone }
  person(id: $person) { ...Someone access { roles until grantedAt home engagement { id } } }
  node(id: $gap) { __typename id }
  nodes(ids: [$person, $pilot, $engagement, $gap]) { id ... on Gap { title } ... on Person { erased } }
  pilot(id: $pilot) { ...Tried adoption: findings(kind: ADOPTION) { id } }
  engagement(id: $engagement) { ...UnderWay }
  gap(id: $gap) { ...Short needs { id } neededBy { id } }
  causeProfile { ...Profile }
}
fragment Lists on Query {
  people(first: 30, filter: {not: {erased: true}}) {
    totalCount totalCountCapped edges { cursor node { id } } nodes { ...Someone } pageInfo { ...Pages }
  }
  pilots(last: 3, filter: {runBy: {eq: VENDOR}}, orderBy: [{field: NAME}]) {
    totalCount totalCountCapped edges { cursor node { id } } nodes { id name } pageInfo { ...Pages }
  }
  closed: pilots(first: 3, filter: {closedOn: {missing: false}}, orderBy: [{field: CLOSED, direction: DESC}]) {
    nodes { id }
  }
  engagements(first: 2, filter: {systemOwner: {missing: false}}, orderBy: [{field: STARTED, direction: DESC}]) {
    totalCount totalCountCapped edges { cursor node { id } } nodes { id name } pageInfo { ...Pages }
  }
  gaps(first: 4, orderBy: [{field: CHANGED, direction: DESC}]) {
    totalCount totalCountCapped edges { cursor node { id } } nodes { ...Short } pageInfo { ...Pages }
  }
  late: gaps(first: 3, filter: {foundAfterClose: true}) { totalCount nodes { ...Short } }
  due: gaps(last: 3, filter: {due: {from: "2026-04-01"}}, orderBy: [{field: DUE}]) { nodes { id due } }
  settled: gaps(first: 9, filter: {or: [{status: {in: [VERIFIED, CANCELLED]}}, {owner: {missing: true}}]}) {
    nodes { id status }
  }
}
"""
)
NOW = """
query Now($person: ID!, $pilot: ID!, $engagement: ID!, $gap: ID!) { ...Nouns ...Lists }
"""
AT = """
query At($at: DateTime, $engagement: ID!) {
  asOf(at: $at) {
    engagement(id: $engagement) { version burndown { day opened closed remaining resolved verified } }
    causeProfile { ...Profile }
    gaps(first: 4, orderBy: [{field: CHANGED, direction: DESC}]) { totalCount nodes { ...Short } }
  }
}
"""
THEN = """
query Then($seq: Long, $at: DateTime, $person: ID!, $pilot: ID!, $engagement: ID!, $gap: ID!) {
  asOf(seq: $seq, at: $at) { ...Nouns ...Lists }
}
"""
LIVE, AS_OF = EVERYTHING + NOW, EVERYTHING + THEN
SOME_AT = SHARED + AT

WITHOUT_A_PAST = {
    "Query.events": "the log is the past itself",
    "Query.services": "where the views stand now",
    "Query.engagementsElsewhere": "what other tenants open now",
    "Person.name": "the directory keeps no history, so that names can be erased",
    "Person.email": "the directory keeps no history, so that addresses can be erased",
    "EvidencePiece.link": "a link is made as it is asked for, and lasts for minutes",
    **{
        f"{noun}.can": "what somebody may do is asked of now"
        for noun in ("EngagementCriterion", "Gate", *(each.name for each in NOUNS))
    },
    "Query.waitingForMe": "what somebody may do is asked of now",
    "CloseOutReport.html": "shows the names that the directory knows now",
    **{
        f"AdoptionReport.{form}": "shows the names that the directory knows now, or is covered by the digest"
        for form in ("html", "pdf", "data", "canonical")
    },
    "Engagement.roiReport": "tells what `roi` tells, by the position that it names",
    "AdoptionReport.links": "a link is made as it is asked for, and lasts for minutes",
    **{f"ReportLinks.{form}": "a link is made as it is asked for" for form in ("html", "pdf", "json")},
    "Series.tables": "a link is made as it is asked for, and lasts for minutes",
    **{f"SeriesTables.{table}": "a link is made as it is asked for" for table in ("days", "windows")},
    **{f"GoLiveDashboard.{name}": "where the views stand now" for name in ("position", "lag")},
}
ONLY_BELOW = frozenset(
    {
        "LogPage",
        "LogEdge",
        "LogEvent",
        "ServiceViews",
        "ParkedScope",
        "EngagementElsewhere",
        "Permission",
        "WaitingForMe",
        "WaitingForMeConnection",
        "WaitingForMeEdge",
        "RoiReport",
    }
)
"""What is found below fields that have no past only."""


class _Asked(Visitor):
    """Notes each field with the type that it is asked of."""

    def __init__(self, types: TypeInfo) -> None:
        super().__init__()
        self.fields: set[str] = set()
        self._types = types

    def enter_field(self, node: FieldNode, *_: object) -> None:
        parent = self._types.get_parent_type()
        assert parent is not None
        self.fields.add(f"{parent.name}.{node.name.value}")


def asked(document: str) -> set[str]:
    types = TypeInfo(SDL)
    found = _Asked(types)
    visit(parse(document), TypeInfoVisitor(types, found))
    return found.fields


def readable() -> set[str]:
    """Every field that can be reached from a query."""
    fields: set[str] = set()
    seen: set[str] = set()
    ahead = ["Query"]
    while ahead:
        name = ahead.pop()
        if name not in seen:
            seen.add(name)
            fields |= {f"{name}.{field}" for field in fields_of(name)}
            ahead += [kind.name for of in fields_of(name).values() for kind in _objects(get_named_type(of.type))]
    return fields


def _objects(kind: GraphQLNamedType) -> list[GraphQLObjectType]:
    if is_abstract_type(kind):
        return list(SDL.get_possible_types(kind))
    return [kind] if isinstance(kind, GraphQLObjectType) else []
