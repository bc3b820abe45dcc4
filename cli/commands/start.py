"""`fairway start`: all processes here, each apart."""

from rich.console import Console

from cli import native
from cli.configured import configured
from cli.failures import told
from cli.native import Instances
from cli.running import run
from deploy.native.layout import Layout


def start(instances: Instances = 1) -> None:
    """Start PostgreSQL, Kafka and all processes here, each apart; they go on when this ends."""
    with told():
        run(native.start(Layout(settings=configured(), instances=instances), Console(soft_wrap=True)))
