#!/usr/bin/env bash
# Recreates the one migration Initial for both databases. Only while no installation exists.
set -euo pipefail
cd "$(dirname "$0")/.."
rm -rf src/Sferum.Admin.Data.Sqlite/Migrations src/Sferum.Admin.Data.PostgreSql/Migrations
exec bash tools/add-migration.sh Initial
