"""`fairway supervise`: keep them running."""

from cli.configured import configured
from cli.failures import told
from cli.native import Instances
from cli.running import run
from deploy.native import claim, supervisor
from deploy.native.layout import Layout


def supervise(instances: Instances = 1) -> None:
    """Be what `start` leaves behind: keep the processes running until ended."""
    with told():
        run(_supervise(Layout(settings=configured(), instances=instances)), until_ended=True)


async def _supervise(layout: Layout) -> None:
    with claim.claimed(layout.data):
        await supervisor.run(layout)
