"""The `fairway` command."""

from cli.commands import app
from cli.topology_commands import offer

offer(app)

if __name__ == "__main__":
    app()
