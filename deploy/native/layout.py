"""Where everything of the native topology lies, and which addresses its processes have."""

import os
from collections.abc import Mapping
from pathlib import Path

from pydantic import SecretStr

from deploy.secret_files import ALL, SERVICE_KEY
from deploy.topology import TOPOLOGY, Entry
from shared.kernel.record import record
from shared.settings import Settings

HOST = "127.0.0.1"
SUPERUSERS = ("FAIRWAY_DATABASE", "FAIRWAY_PASSWORDS")  # of the environment, not for the processes
NEXT_INSTANCE = 10  # ports between one instance of a process and the next


@record
class Layout:
    """`instances` is how many of each process run side by side."""

    settings: Settings
    instances: int = 1

    @property
    def data(self) -> Path:
        return self.settings.data.absolute()

    @property
    def secrets(self) -> Path:
        return self.data / "secrets"

    @property
    def logs(self) -> Path:
        return self.data / "logs"

    def ports(self, entry: Entry) -> tuple[int, ...]:
        first: int = getattr(self.settings, entry.port)
        return tuple(first + NEXT_INSTANCE * number for number in range(self.instances))

    def addresses(self, entry: Entry) -> tuple[str, ...]:
        return tuple(f"http://{HOST}:{port}" for port in self.ports(entry))

    def all_addresses(self) -> tuple[str, ...]:
        return tuple(address for entry in TOPOLOGY for address in self.addresses(entry))

    def reachable(self) -> Settings:
        """The settings with which the processes can be called from here, as the gateway calls them."""
        found = {f"{entry.name}_addresses": ",".join(self.addresses(entry)) for entry in TOPOLOGY}
        key = (self.secrets / ALL / SERVICE_KEY).read_text("ascii")
        return self.settings.model_copy(update={**found, "service_key": SecretStr(key)})

    def own(self, entry: Entry, port: int) -> Mapping[str, str]:
        return {f"FAIRWAY_{entry.port.upper()}": str(port), "FAIRWAY_SECRETS": str(self.secrets / entry.name)}

    def environment(self, store: str, kafka: str) -> Mapping[str, str]:
        """What every process is told: where it finds the others."""
        found = {f"FAIRWAY_{entry.name.upper()}_ADDRESSES": ",".join(self.addresses(entry)) for entry in TOPOLOGY}
        inherited = {name: value for name, value in os.environ.items() if name not in SUPERUSERS}
        return (
            inherited
            | found
            | {
                "FAIRWAY_DATA": str(self.data),
                "FAIRWAY_STORE": store,
                "FAIRWAY_KAFKA": kafka,
                "FAIRWAY_TIMERS_AND_REACTIONS": str(self.settings.timers_and_reactions),
            }
        )
