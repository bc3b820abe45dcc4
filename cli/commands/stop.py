"""`fairway stop`: stop them."""

from cli import native
from cli.configured import configured, console
from cli.failures import told
from cli.running import run
from deploy.native.layout import Layout


def stop() -> None:
    """Stop what `start` started."""
    with told():
        run(native.stop(Layout(settings=configured()), console()))
