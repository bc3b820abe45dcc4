"""What a process waits for."""

from collections.abc import Awaitable, Callable, Sequence

from shared.kernel.record import record


@record
class Wanting:
    """What is waited for: without what is `needed` nothing can be answered, without what is useful it goes slower."""

    needed: Sequence[str] = ()
    useful: Sequence[str] = ()


Waiting = Callable[[], Awaitable[Wanting]]
