#!/bin/sh
# Prints a Python that is new enough. $PYTHON, if set, is the only one that is asked.
# Each candidate is run, because a name on the PATH may be a shim with nothing behind it.
set -eu

for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11 python}; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
        command -v "$candidate"
        exit 0
    fi
done

if [ -n "${PYTHON:-}" ]; then
    echo "PYTHON=$PYTHON is no Python 3.11 or newer." >&2
else
    echo "Fairway needs Python 3.11 or newer, and none is on your PATH: install one, or name it: make PYTHON=/path/to/python3" >&2
fi
exit 1
