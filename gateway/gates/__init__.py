"""Gates over HTTP: whether something may go live now, decisions with their grounds, and the keys to check both with."""

from gateway.gates.clusters import clusters_router
from gateway.gates.router import gates_router

__all__ = ["clusters_router", "gates_router"]
