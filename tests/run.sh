#!/usr/bin/env bash
# Builds the solution and runs every test, on SQLite always and on PostgreSQL where one can be started.
#
#   tests/run.sh [--full] [FILTER]
#
#   --full    the long versions of the crash tests as well (SFERUM_FULL=1), and what Dockerfile and docker-compose.yml say
#   FILTER    only tests whose full name contains FILTER
#
# On Debian with root it installs what it lacks (Chromium, fonts, PostgreSQL). Elsewhere it says what it skips.
# The last line is «N passed, N failed[, N skipped]»; the exit code is 0 only when nothing failed and every module reported.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec </dev/null

FILTER=
for arg in "$@"; do
  case "$arg" in
    --full) export SFERUM_FULL=1 ;;
    -h | --help) sed -n '2,10s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
    -*) echo "Unknown option: $arg" >&2; exit 2 ;;
    *) FILTER=$arg ;;
  esac
done

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en TESTINGPLATFORM_TELEMETRY_OPTOUT=1
# Code that runs once is not worth instrumenting for a later, faster compilation: a quarter less processor time.
export DOTNET_TieredPGO=0
WORK=$(mktemp -d "${TMPDIR:-/tmp}/sferum-tests.XXXXXX")
chmod 711 "$WORK"
RESULTS=$PWD/TestResults
rm -rf "$RESULTS"
mkdir -p "$RESULTS"
. tests/tools/machine.sh
. tests/tools/postgres.sh
trap 'stop_postgres; rm -rf "$WORK"' EXIT

step() { printf '== %s (%ss)\n' "$1" "$SECONDS"; }

step 'machine'
install_missing

step 'restore and build'
dotnet tool restore >"$WORK/tools.log" || { cat "$WORK/tools.log"; exit 1; }
dotnet restore Sferum.Admin.sln --verbosity quiet
# One compiler for all projects instead of one process a project: a third of the time. It ends before the tests need the memory.
UseSharedCompilation=true dotnet build Sferum.Admin.sln --no-restore --verbosity quiet --nologo
dotnet build-server shutdown --vbcscompiler >"$WORK/compiler.log" 2>&1 || true

step 'format'
# Style rules are errors of the build already; what is left is white space.
failed=0
dotnet format whitespace Sferum.Admin.sln --no-restore --verify-no-changes || { echo 'Not formatted: run «dotnet format whitespace».'; failed=1; }

step 'PostgreSQL'
start_postgres

step 'tests'
export SFERUM_TEST_LOGS=$WORK/logs
mkdir -p "$SFERUM_TEST_LOGS"
# Every portal that a test starts, in its process or in one of its own, logs there: our own code everything, requests too. The rest of
# the frameworks' talk (every statement, every render) is a third of the tests' processor time, so it belongs to --full.
export Log__File=$SFERUM_TEST_LOGS Serilog__MinimumLevel__Default=Debug
requests=Information database=Warning
if [ -n "${SFERUM_FULL:-}" ]; then requests=Debug database=Debug; fi
levels=(Serilog__MinimumLevel__Override__Microsoft.AspNetCore=$requests Serilog__MinimumLevel__Override__Microsoft.EntityFrameworkCore=$database Serilog__MinimumLevel__Override__Quartz=$database)
options=(--solution Sferum.Admin.sln --no-build --results-directory "$RESULTS" --report-trx)
if [ -n "$FILTER" ]; then options+=(--filter-method "*$FILTER*" --ignore-exit-code 8); else options+=(--filter-not-class '*LogsOfTheRunTests'); fi
env "${levels[@]}" timeout -k 10 1500 dotnet test "${options[@]}" || failed=1

if [ -z "$FILTER" ]; then
  step 'personal data in the logs'
  timeout -k 10 300 dotnet test --project tests/Sferum.Admin.Tests --no-build --results-directory "$RESULTS" --report-trx --report-trx-filename logs.trx \
    --explicit only --filter-class '*LogsOfTheRunTests' || failed=1
fi

if [ -n "${SFERUM_FULL:-}" ] && [ -z "$FILTER" ]; then
  step 'the container without Docker'
  bash tests/tools/compose.sh || failed=1
fi

step 'result'
# A module that crashes leaves no report, and must not read as «nothing failed».
for project in $(grep -l '<IsTestProject>true' tests/*/*.csproj); do
  module=$(basename "$project" .csproj)
  if ! compgen -G "$RESULTS/${module}_*.trx" >/dev/null; then
    echo "No report of $module."
    failed=1
  fi
done
awk -v failed="$failed" '
  function get(s, k) { return match(s, " " k "=\"[0-9]+\"") ? substr(s, RSTART + length(k) + 3, RLENGTH - length(k) - 4) + 0 : 0 }
  match($0, /<Counters [^>]*>/) {
    s = substr($0, RSTART, RLENGTH)
    p += get(s, "passed"); f += get(s, "failed") + get(s, "error") + get(s, "timeout") + get(s, "aborted"); t += get(s, "total")
  }
  END {
    if (failed && f == 0) f = 1
    printf "%d passed, %d failed", p, f
    if (t - p - f > 0) printf ", %d skipped", t - p - f
    print ""
    exit f > 0 || p == 0
  }' "$RESULTS"/*.trx /dev/null
