"""What another process may ask of what waits for somebody at criteria and gates."""

from services.gates.queries.waited import waited_at_gates

__all__ = ["waited_at_gates"]
