#!/usr/bin/env bash
# Adds a migration of the same name for both databases: tools/add-migration.sh NAME
set -euo pipefail
cd "$(dirname "$0")/.."
name=${1:?usage: tools/add-migration.sh NAME}
dotnet tool restore >/dev/null
for provider in Sqlite PostgreSql; do
  dotnet ef migrations add "$name" --project "src/Sferum.Admin.Data.$provider" --output-dir Migrations
done
