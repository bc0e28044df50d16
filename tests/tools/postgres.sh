# A private PostgreSQL cluster for one run: own directory, own free port, gone at the end. Sourced by tests/run.sh.

PG_DATA= PG_HOME=

# Directory of the newest server's programs, or failure.
find_postgres() {
  local bin
  bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
  if [ -z "$bin" ] && command -v initdb >/dev/null; then bin=$(dirname "$(command -v initdb)"); fi
  [ -n "$bin" ] && [ -x "$bin/initdb" ] && echo "$bin"
}

# The server refuses to run as root; Debian's package makes the user for it.
as_postgres() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

# Starts the cluster and exports SFERUM_TEST_POSTGRES; without a server says that the PostgreSQL half is skipped.
# A SFERUM_TEST_POSTGRES given from outside is used as it is. With SFERUM_PG_DURABLE=1 it writes as a server that must not lose
# anything does (fsync), and vacuums: for benchmarks.
start_postgres() {
  if [ -n "${SFERUM_TEST_POSTGRES:-}" ]; then echo 'Using the given SFERUM_TEST_POSTGRES.'; return; fi
  local bin port
  if ! bin=$(find_postgres); then echo 'Skipped: tests on PostgreSQL (no server programs).'; return; fi
  if [ "$(id -u)" = 0 ] && ! id postgres >/dev/null 2>&1; then echo 'Skipped: tests on PostgreSQL (no user «postgres»).'; return; fi

  local writes=off
  if [ -n "${SFERUM_PG_DURABLE:-}" ]; then writes=on; fi
  PG_HOME=$(make_home "$writes")
  if [ "$(id -u)" = 0 ]; then chown postgres "$PG_HOME"; fi
  as_postgres "$bin/initdb" -D "$PG_HOME/data" -U postgres --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync >"$WORK/initdb.log" 2>&1 ||
    { cat "$WORK/initdb.log"; return 1; }

  # Someone may take the port between the look and the start: try a few.
  for _ in 1 2 3 4 5; do
    port=$(free_port)
    cat >"$PG_HOME/data/postgresql.auto.conf" <<CONF
fsync = $writes
synchronous_commit = $writes
full_page_writes = $writes
wal_level = minimal
max_wal_senders = 0
autovacuum = $writes
max_connections = 200
shared_buffers = 256MB
listen_addresses = '127.0.0.1'
port = $port
unix_socket_directories = '$PG_HOME'
lc_messages = 'C'
CONF
    if as_postgres "$bin/pg_ctl" -D "$PG_HOME/data" -w -t 60 -l "$PG_HOME/log" start >/dev/null; then
      PG_DATA=$PG_HOME/data
      PG_BIN=$bin
      export SFERUM_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=postgres;Password=none;Database=postgres"
      echo "$("$bin/postgres" --version), port $port"
      return
    fi
  done
  cat "$PG_HOME/log"
  return 1
}

stop_postgres() {
  [ -z "$PG_DATA" ] || as_postgres "$PG_BIN/pg_ctl" -D "$PG_DATA" -m immediate -w stop >/dev/null 2>&1 || true
  [ -z "$PG_HOME" ] || rm -rf "$PG_HOME"
}

# In memory where there is room and nothing has to last: every test copies a database of some hundred files and drops it, which on a disk
# costs more processor time in the kernel than the tests themselves.
make_home() {
  local free
  free=$(df -k --output=avail /dev/shm 2>/dev/null | tail -1 || true)
  if [ "$1" = off ] && [ -w /dev/shm ] && [ "${free:-0}" -gt 2097152 ]; then
    mktemp -d /dev/shm/sferum-pg.XXXXXX
  else
    mktemp -d "$WORK/pg.XXXXXX"
  fi
}

# A port of the private range on which nobody listens.
free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 12000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
  done
}
