"""The `fairway` command."""

import sys

from cli.commands import fairway

if __name__ == "__main__":
    fairway(sys.argv[1:])()
