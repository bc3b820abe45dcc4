#!/bin/sh
# Removes the data of this checkout, but never under a running Fairway: that holds a lock on its claim.
set -eu

claim=.fairway/postgres/claim

if [ -f "$claim" ] && command -v flock >/dev/null && ! flock -n "$claim" true; then
    echo "Fairway runs on this data, in process $(cat "$claim"): stop that first." >&2
    exit 1
fi
rm -rf .fairway
echo "Removed all data in .fairway."
