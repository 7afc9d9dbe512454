#!/bin/sh
# What the tests need from the machine: PostgreSQL and Chromium, from Debian's packages.
# As root they are installed; otherwise their absence is said clearly and is a failure, never a silent skip.
set -eu

missing=""
found_initdb=$(command -v initdb || ls /usr/lib/postgresql/*/bin/initdb 2>/dev/null | tail -n 1 || true)
[ -n "$found_initdb" ] || missing="$missing postgresql"
[ -x /usr/bin/chromium ] || missing="$missing chromium"
# The journeys read the pages' own fonts; Chromium still wants one font of the system to start from.
[ -n "$(ls -A /usr/share/fonts 2>/dev/null)" ] || missing="$missing fonts-dejavu-core"

[ -n "$missing" ] || exit 0

if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "The tests need:$missing. Install them (on Debian: apt-get install$missing) and run 'make test' again." >&2
    exit 1
fi
echo "Installing for the tests:$missing" >&2
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
# shellcheck disable=SC2086
apt-get install -y -qq --no-install-recommends $missing >/dev/null
