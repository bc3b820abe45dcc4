"""A wire to the database that loses a reply when it is told to."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from urllib.parse import urlsplit, urlunsplit


class Wire:
    """`dsn` leads through the wire."""

    def __init__(self, dsn: str) -> None:
        parts = urlsplit(dsn)
        self._to = (parts.hostname or "", parts.port or 5432)
        self._login = parts
        self._cut = False
        self.dsn = dsn

    def listens_on(self, port: int) -> None:
        login = self._login.netloc.rpartition("@")[0]
        self.dsn = urlunsplit(self._login._replace(netloc=f"{login}@127.0.0.1:{port}"))

    def lose_next_reply(self) -> None:
        """The next thing that the server says is not passed on, and the connection is closed."""
        self._cut = True

    async def connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        server_reader, server_writer = await asyncio.open_connection(*self._to)
        sending = asyncio.create_task(_pass_on(reader, server_writer))
        try:
            while data := await server_reader.read(65536):
                if self._cut:
                    self._cut = False
                    break
                writer.write(data)
        finally:
            sending.cancel()
            writer.close()
            server_writer.close()


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):
        while data := await reader.read(65536):
            writer.write(data)


@asynccontextmanager
async def cut_wire(dsn: str) -> AsyncIterator[Wire]:
    wire = Wire(dsn)
    server = await asyncio.start_server(wire.connect, "127.0.0.1", 0)
    wire.listens_on(server.sockets[0].getsockname()[1])
    async with server:
        yield wire
