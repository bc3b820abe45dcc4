"""`fairway supervise`: keep them running."""

from cli import native
from cli.configured import configured
from cli.failures import told
from cli.native import Instances
from cli.running import run
from deploy.native.layout import Layout


def supervise(instances: Instances = 1) -> None:
    """Be what `start` leaves behind: keep the processes running until ended."""
    with told():
        run(native.supervise(Layout(settings=configured(), instances=instances)), until_ended=True)
