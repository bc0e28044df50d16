#!/usr/bin/env bash
# Runs a command beside a private PostgreSQL: tests/tools/with-postgres.sh dotnet tests/…/Sferum.Admin.Tests.dll -class "*Name*"
#   --durable before the command: with fsync, as a server in use; for benchmarks.
set -euo pipefail
tools=$(dirname "${BASH_SOURCE[0]}")
. "$tools/postgres.sh"
WORK=$(mktemp -d "${TMPDIR:-/tmp}/sferum-pg.XXXXXX")
chmod 711 "$WORK"
trap 'stop_postgres; rm -rf "$WORK"' EXIT
if [ "${1:-}" = --durable ]; then export SFERUM_PG_DURABLE=1; shift; fi
start_postgres >&2
"$@"
