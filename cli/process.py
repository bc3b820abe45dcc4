"""What `fairway serve` does: run one of Fairway's processes until it is told to end."""

from cli.failures import Unusable
from cli.loading import loaded
from cli.serving import free_socket, served, until_stopped
from deploy.distributed.addresses import NotConfigured
from deploy.distributed.services import Runner
from deploy.topology import TOPOLOGY, Entry
from shared.settings import Settings
from shared.tracing import Traced, collector, tracing


def entry(name: str) -> Entry:
    for each in TOPOLOGY:
        if each.name == name:
            return each
    raise Unusable(f"There is no process {name}; there are: {', '.join(each.name for each in TOPOLOGY)}.")


async def serve_one(name: str, settings: Settings) -> None:
    """Until SIGTERM or Ctrl-C; whoever waits in it is answered, and the batch under way finished first."""
    process = entry(name)
    serving: Runner = loaded(process.module).serving
    try:
        with (
            free_socket(getattr(settings, process.port), settings.host, setting=process.port) as listening,
            tracing(name, collector(settings.traces)) as tracer,
        ):
            async with serving(settings) as running, served(Traced(running.app, tracer), listening):
                await until_stopped()
                running.stopping.set()
    except NotConfigured as error:
        raise Unusable(str(error)) from error
