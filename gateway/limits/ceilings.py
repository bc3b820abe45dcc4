"""The limits, and the refusal for each of them."""

from gateway.limits.measure import Measured
from gateway.masking.expected import Expected
from shared.kernel.record import record


class TokenLimit(Expected):
    """The document has more than {allowed} tokens."""


class DepthLimit(Expected):
    """The document is nested {measured} fields deep; {allowed} are allowed."""


class AliasLimit(Expected):
    """The document uses {measured} aliases, fragments unfolded; {allowed} are allowed."""


class DirectiveLimit(Expected):
    """The document uses {measured} directives, fragments unfolded; {allowed} are allowed."""


class RootFieldLimit(Expected):
    """The document asks for {measured} root fields, fragments unfolded; {allowed} are allowed."""


class MergeLimit(Expected):
    """The document repeats its fields so often that merging them takes {measured} steps; {allowed} are allowed."""


class CostLimit(Expected):
    """The document may return {measured} objects; {allowed} are allowed. Ask for smaller pages."""


@record
class Limits:
    """`page` is what a list costs that is asked for without `first` or `last`."""

    tokens: int = 4_000
    depth: int = 15
    introspection_depth: int = 20
    aliases: int = 30
    directives: int = 50
    root_fields: int = 20
    merges: int = 10_000
    cost: int = 10_000
    page: int = 20

    def broken_by(self, measured: Measured) -> Expected | None:
        """Name the first limit that the document exceeds."""
        checks: tuple[tuple[type[Expected], int, int], ...] = (
            (DepthLimit, measured.depth, self.depth),
            (DepthLimit, measured.introspection_depth, self.introspection_depth),
            (AliasLimit, measured.aliases, self.aliases),
            (DirectiveLimit, measured.directives, self.directives),
            (RootFieldLimit, measured.root_fields, self.root_fields),
            (MergeLimit, measured.merges, self.merges),
            (CostLimit, measured.cost, self.cost),
        )
        return next((kind(measured=found, allowed=most) for kind, found, most in checks if found > most), None)
