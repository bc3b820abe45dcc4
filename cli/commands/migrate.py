"""`fairway migrate`: bring the database up to date."""

from cli.configured import configured, console
from cli.failures import told
from cli.migrating import migrate_database
from cli.running import run


def migrate() -> None:
    """Bring the database that the processes share up to date; doing it again changes nothing."""
    with told():
        run(migrate_database(configured(), console()))
