#!/usr/bin/env bash
# Runs a command beside a private PostgreSQL: tests/tools/with-postgres.sh dotnet tests/…/Sferum.Admin.Tests.dll -class "*Name*"
set -euo pipefail
tools=$(dirname "${BASH_SOURCE[0]}")
. "$tools/postgres.sh"
WORK=$(mktemp -d "${TMPDIR:-/tmp}/sferum-pg.XXXXXX")
chmod 711 "$WORK"
trap 'stop_postgres; rm -rf "$WORK"' EXIT
start_postgres >&2
"$@"
