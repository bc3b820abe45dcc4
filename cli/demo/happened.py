"""What happened by itself, and a step is about: asked over the API when the step comes, as people see it."""

from collections.abc import Iterable, Mapping

from cli.client import Client
from cli.demo.steps import ENGAGEMENT, Ref
from cli.failures import Failure

LAST = """
query Last($engagement: ID!, $trigger: ID!) {
  engagement(id: $engagement) {
    interventions(first: 1, filter: {trigger: {eq: $trigger}}, orderBy: [{field: TRIGGERED, direction: DESC}]) {
      nodes { id }
    }
  }
}
"""


class NothingFired(Failure):
    """A step is about an intervention that nothing called for."""


async def happened(
    refs: Iterable[Ref], known: Mapping[Ref, str], *, client: Client, token: str, seen: str | None
) -> dict[Ref, str]:
    """The id of the last intervention of each trigger that is named."""
    found: dict[Ref, str] = {}
    for ref in refs:
        if ref.noun == "Intervention":
            wanted = {"engagement": known[ENGAGEMENT], "trigger": known[Ref(noun="Made", key=ref.key)]}
            answer = await client.ask(token, LAST, wanted, seen=seen)
            nodes = answer["engagement"]["interventions"]["nodes"]
            if not nodes:
                raise NothingFired(f"{ref.key} has not fired: there is no intervention to speak of.")
            found[ref] = nodes[0]["id"]
    return found
