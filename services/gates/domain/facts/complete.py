"""Whether several things were all complete together once: what is added later takes away the present alone."""

from collections.abc import Iterable

from services.gates.domain.facts.model import Fact, Positions
from services.gates.domain.facts.telling import at, joined
from shared.kernel.record import record


@record
class Span:
    """Something that is asked for from `since` on, up to `until`; `complete` is what first completed it, if it was."""

    since: int
    complete: Positions = ()
    until: int | None = None

    def asked_for(self, position: int) -> bool:
        return self.since <= position and (self.until is None or position < self.until)

    def completed(self, position: int) -> bool:
        return bool(self.complete) and self.complete[-1] <= position


def complete_once(spans: Iterable[Span], besides: Positions = ()) -> Fact:
    """True from the first moment on at which there was anything, and all that was asked for then was complete."""
    several = tuple(spans)
    moments = {span.complete[-1] for span in several if span.complete} | {span.until for span in several if span.until}
    for moment in sorted(moments):
        there = [span for span in several if span.asked_for(moment)]
        if there and all(span.completed(moment) for span in there):
            return Fact(value=True, positions=joined([besides, *(at(span.since, *span.complete) for span in there)]))
    last = max((at(span.since, span.until) for span in several), default=(), key=lambda each: each[::-1])
    return Fact(value=False, positions=at(*besides, *last))
