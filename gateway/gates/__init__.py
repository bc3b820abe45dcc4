"""Gates over HTTP: whether something may go live now, decisions with their grounds, and the keys to check both with."""

from gateway.gates.router import gates_router

__all__ = ["gates_router"]
