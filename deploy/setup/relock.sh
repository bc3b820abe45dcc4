#!/bin/sh
# Writes requirements.lock from pyproject.toml, with a resolver that lives only as long as this takes.
set -eu

python=$(sh deploy/setup/find_python.sh)
away=$(mktemp -d)
trap 'rm -rf "$away"' EXIT

"$python" -m venv "$away"
"$away/bin/python" -m pip install --quiet --disable-pip-version-check --no-input uv
"$away/bin/uv" pip compile pyproject.toml --quiet --group dev --universal --python-version 3.11 --generate-hashes \
    --no-header --no-emit-index-url --no-annotate -o requirements.lock
echo "Wrote requirements.lock; the next make installs what changed."
