#!/bin/sh
# Sets the planner up in this folder without the internet; needs only Python 3.11 to 3.14 with venv.
set -eu
cd "$(dirname "$0")"
python=${PYTHON:-python3}
"$python" -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' || {
    echo "Python 3.11 or later with venv is needed; PYTHON=python3.12 ./install.sh names another" >&2
    exit 1
}
"$python" -m venv .venv
pip() { .venv/bin/python -m pip --quiet --disable-pip-version-check "$@"; }
pip install --no-index --find-links wheels --require-hashes --requirement requirements.txt
pip install --no-index --no-deps --no-build-isolation --editable .
echo "Ready: .venv/bin/planner init --demo, then .venv/bin/planner serve"
