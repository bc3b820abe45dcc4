"""GraphQL over HTTP, server-sent events and WebSocket."""

from gateway.http.router import GatewayRouter

__all__ = ["GatewayRouter"]
