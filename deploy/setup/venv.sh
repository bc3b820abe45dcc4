#!/bin/sh
# Brings .venv in line with requirements.lock, once for each content of that file. Called by make with the path of the
# stamp, which holds the lock's checksum and is written last. What was cut short leaves a mark and is begun anew.
set -eu

stamp=$1
lock=requirements.lock
unfinished=.venv/.unfinished

wait_for_others() {
    command -v flock >/dev/null || return 0
    exec 9<"$lock"
    flock -n 9 && return 0
    echo "Another set-up is under way here: waiting for it."
    flock 9
}

is_done() {
    [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(cksum <"$lock")" ]
}

is_whole() {
    [ ! -e "$unfinished" ] && PYTHON=.venv/bin/python sh deploy/setup/find_python.sh >/dev/null 2>&1
}

make_venv() {
    python=$(sh deploy/setup/find_python.sh)
    rm -rf .venv
    mkdir .venv
    touch "$unfinished"
    "$python" -m venv .venv && return 0
    echo "$python cannot make a virtual environment. On Debian and Ubuntu: apt install python3-venv" >&2
    exit 1
}

install_packages() {
    echo "Setting up .venv with $(.venv/bin/python -V) and the locked packages: under a minute, and only now."
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r "$lock"
}

wait_for_others
if ! is_done; then
    rm -f "$stamp"
    is_whole || make_venv
    touch "$unfinished"
    install_packages
    rm "$unfinished"
    cksum <"$lock" >"$stamp"
fi
touch "$stamp"
