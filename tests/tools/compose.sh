#!/usr/bin/env bash
# Does what Dockerfile and docker-compose.yml say, without Docker: publishes with the Dockerfile's command from the files it copies,
# runs the program with exactly the variables of both files, as a user who owns nothing but /data and /keys, from a read-only /app,
# beside a private PostgreSQL, in namespaces of its own (mounts and network). From empty through the console's code to signed in,
# through the health checks, through a restart.
#
#   tests/tools/compose.sh [--app DIR]     --app: a published program, instead of publishing
#
# Needs root and unshare; says so and ends well where they are missing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
ROOT=$PWD

if [ -z "${SFERUM_COMPOSE_INSIDE:-}" ]; then
  if [ "$(id -u)" != 0 ] || ! unshare -mn true 2>/dev/null; then echo 'Skipped: the container without Docker (needs root and unshare).'; exit 0; fi
  for place in /app /data /keys; do [ ! -e "$place" ] || { echo "$place is there: not touched." >&2; exit 1; }; done
  mkdir /app /data /keys
  trap 'rmdir /app /data /keys' EXIT
  SFERUM_COMPOSE_INSIDE=1 unshare -mn "$BASH" "${BASH_SOURCE[0]}" "$@" </dev/null
  exit
fi

# The user of Microsoft's images.
APP=1654
WORK=$(mktemp -d /tmp/sferum-compose.XXXXXX)
chmod 755 "$WORK"
. tests/tools/postgres.sh
trap finish EXIT
SERVERS=()

finish() {
  local code=$?
  for pid in "${SERVERS[@]}"; do kill "$pid" 2>/dev/null || true; done
  [ -z "${PG:-}" ] || as_postgres "$PG/pg_ctl" -D "$WORK/pg" -m immediate stop >/dev/null 2>&1 || true
  if [ "$code" != 0 ]; then for log in "$WORK"/*.log; do echo "-- $log"; tail -20 "$log"; done >&2; fi
  umount /app /data /keys 2>/dev/null || true
  rm -rf "$WORK"
  exit "$code"
}

say() { printf '%5ss  %s\n' "$SECONDS" "$*"; }
fail() { echo "FAILED: $*" >&2; exit 1; }

# NAME=VALUE lines of a service's environment: 'environment_of web [FILE…]'; a later file wins. ${VAR:-default} and ${VAR:?sentence} are
# those of the shell.
environment_of() {
  local service=$1; shift
  awk -v service="$service" '
    FNR == 1 { s = e = 0 }
    /^  [a-z0-9]+:/ { s = ($1 == service ":"); e = 0 }
    s && /^    [a-z_]+:/ { e = ($1 == "environment:") }
    s && e && /^      [A-Za-z_0-9]+:/ { name = $1; sub(/:$/, "", name); v = $0; sub(/^ *[A-Za-z_0-9]+: */, "", v); if (v ~ /^".*"$/) v = substr(v, 2, length(v) - 2); if (!(name in value)) order[n++] = name; value[name] = v }
    END { for (i = 0; i < n; i++) print order[i] "=" value[order[i]] }' "$@" |
    while IFS= read -r line; do eval "printf '%s\n' \"$line\""; done
}

# The ENV lines of the last stage.
environment_of_image() { sed -n '/^ENV /,/[^\\]$/p' Dockerfile | sed 's/^ENV //; s/\\$//; s/^ *//; s/ *$//'; }

# The command of a service's health check, as the container's shell would run it.
health_of() { awk -v service="$1" '/^  [a-z0-9]+:/ { s = ($1 == service ":") } s && /^      test:/' docker-compose.yml | grep -o '"[^"]*"' | tr -d '"' | sed 1d | tr '\n' ' '; }

ip link set lo up
SOURCE=$WORK/source
if [ "${1:-}" = --app ]; then
  PROGRAM=$2
else
  # Only what the Dockerfile copies, and its command with another place for the result.
  mkdir -p "$SOURCE" "$WORK/app"
  sed -n 's/^COPY \([^-].*\)$/\1/p' Dockerfile | while read -r -a files; do
    target=${files[-1]}
    unset 'files[-1]'
    mkdir -p "$SOURCE/$target"
    for file in "${files[@]}"; do
      if [ -d "$file" ]; then tar -C "$file" --exclude=bin --exclude=obj -cf - . | tar -C "$SOURCE/$target" -xf -; else cp "$file" "$SOURCE/$target"; fi
    done
  done
  command=$(sed -n 's/^RUN \(dotnet publish .*\)$/\1/p' Dockerfile)
  [ -n "$command" ] || fail 'no «RUN dotnet publish» in the Dockerfile'
  PROGRAM=$WORK/app
  (cd "$SOURCE" && DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 NUGET_PACKAGES=${NUGET_PACKAGES:-$HOME/.nuget/packages} bash -c "${command/-o \/app/-o $PROGRAM} -v q") >"$WORK/publish.log" 2>&1 ||
    fail 'the publish command of the Dockerfile'
  say "published: ${command#dotnet }"
fi

chmod -R go=rX "$PROGRAM"
mount --bind "$PROGRAM" /app && mount -o remount,bind,ro /app
for place in data keys; do install -d -o $APP -g $APP -m 700 "$WORK/$place"; mount --bind "$WORK/$place" "/$place"; done
grep -q 'install -d -o app -g app -m 700 /data /keys' Dockerfile || fail 'the Dockerfile makes /data and /keys otherwise'

# .env, as the head of docker-compose.yml says.
POSTGRES_PASSWORD=$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')

PG=$(find_postgres) || fail 'no PostgreSQL'
install -d -o postgres -m 700 "$WORK/pg"
declare -A db=()
while IFS='=' read -r name value; do db[$name]=$value; done < <(environment_of db docker-compose.yml)
printf '%s' "${db[POSTGRES_PASSWORD]}" >"$WORK/password"
chown postgres "$WORK/password"
as_postgres "$PG/initdb" -D "$WORK/pg" -U "${db[POSTGRES_USER]}" --pwfile="$WORK/password" --auth=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 >"$WORK/initdb.log" 2>&1
rm "$WORK/password"
as_postgres "$PG/pg_ctl" -D "$WORK/pg" -w -l "$WORK/pg/log" -o "-c listen_addresses=127.0.0.1 -c unix_socket_directories=$WORK/pg" start >/dev/null
PGPASSWORD=${db[POSTGRES_PASSWORD]} "$PG/psql" -qX -h 127.0.0.1 -U "${db[POSTGRES_USER]}" -d postgres -c "CREATE DATABASE ${db[POSTGRES_DB]}"
{ cat /etc/hosts; echo '127.0.0.1 db web'; } >"$WORK/hosts"
mount --bind "$WORK/hosts" /etc/hosts
say "$("$PG/postgres" --version) as «db», user ${db[POSTGRES_USER]}"

# start SERVICE LOG [COMPOSE FILE…]
start() {
  local service=$1 log=$2; shift 2
  local variables=()
  mapfile -t variables < <(environment_of_image; environment_of "$service" docker-compose.yml "$@")
  (cd /app && exec env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin DOTNET_RUNNING_IN_CONTAINER=true "${variables[@]}" \
    setpriv --reuid=$APP --regid=$APP --clear-groups --no-new-privs dotnet Sferum.Admin.Web.dll) >"$log" 2>&1 &
  SERVERS+=($!)
  PORTAL=$!
}

# Waits for the health check that the compose file names.
healthy() {
  local test
  test=$(health_of web)
  [ -n "$test" ] || fail 'no health check of «web»'
  for _ in $(seq 1 240); do
    if $test >/dev/null 2>&1; then return; fi
    kill -0 "$PORTAL" 2>/dev/null || fail 'the program ended'
    sleep 0.25
  done
  fail "not healthy: $test"
}

JAR=$WORK/cookies
SITE=http://127.0.0.1:8080
visit() { curl -sS --max-time 30 -b "$JAR" -c "$JAR" "$@"; }

# post PATH NAME=VALUE…: the form of a page with its hidden fields; prints the status and where it leads.
post() {
  local path=$1 field args=(); shift
  while IFS= read -r field; do
    args+=(--data-urlencode "$(sed 's/.*name="\([^"]*\)".*/\1/' <<<"$field")=$(sed 's/.*value="\([^"]*\)".*/\1/' <<<"$field")")
  done < <(visit "$SITE$path" | grep -o '<input type="hidden"[^>]*name="[^"]*"[^>]*>')
  for field in "$@"; do args+=(--data-urlencode "$field"); done
  visit -o "$WORK/answer.html" -w '%{http_code} %{redirect_url}' "${args[@]}" "$SITE$path"
}

start web "$WORK/web.log"
healthy
say 'empty and healthy'
[ "$(stat -c '%U:%a' /keys/master.key | sed 's/UNKNOWN/app/')" = 'app:600' ] || fail "the key is $(stat -c '%u:%a' /keys/master.key)"
if touch /app/x 2>/dev/null; then fail '/app is not read-only'; fi
[ "$(visit -o /dev/null -w '%{http_code}' http://127.0.0.1:8080/health/live)" = 200 ] || fail 'the health check of the Dockerfile'
code=$(grep -o 'Код первой настройки: .*' "$WORK/web.log" | sed 's/.*: //')
[ -n "$code" ] || fail 'no code on the console'
answer=$(post /setup "Input.Code=$code" 'Input.Organization=ГБПОУ «ЧИТ»' 'Input.Name=Южакова Мария Юрьевна' 'Input.Email=a@example.test' 'Input.Password=long-enough-password-1')
[[ $answer == 30* ]] || { grep -o '<[^>]*class="err[^<]*<' "$WORK/answer.html" || true; fail "setup answered $answer"; }
signed_in() { visit "$SITE/people" | grep -q '<!--Blazor:{"type":"server"'; }
if ! signed_in; then
  answer=$(post /account/login 'Input.Email=a@example.test' 'Input.Password=long-enough-password-1')
  [[ $answer == 302* ]] || fail "sign-in answered $answer"
fi
signed_in || fail 'not signed in'
say 'set up with the code of the console, signed in'

stop=$SECONDS
kill -TERM "$PORTAL"
wait "$PORTAL" || fail "a stop ends with $?"
[ $((SECONDS - stop)) -le 10 ] || fail "a stop takes $((SECONDS - stop)) s: docker would kill it"
key=$(sha256sum </keys/master.key)
start web "$WORK/again.log"
healthy
signed_in || fail 'a restart signs people out'
[ "$key" = "$(sha256sum </keys/master.key)" ] || fail 'a restart makes another key'
if grep -q 'Код первой настройки' "$WORK/again.log"; then fail 'a restart asks for the first set-up again'; fi
say 'restarted: same key, still signed in'
kill -TERM "$PORTAL"
wait "$PORTAL"
say 'Done: what the files say works.'
