"""`fairway up`: start Fairway here, in one process."""

from cli.configured import configured
from cli.failures import told
from cli.running import run
from cli.up import serve


def up() -> None:
    """Start Fairway here, in one process."""
    with told():
        settings = configured()
        run(serve(settings), until_ended=True)
