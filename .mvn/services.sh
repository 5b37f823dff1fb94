# Run by the test of the platform on external services: PostgreSQL, Redis, nginx and coturn, fetched where that is allowed.
services_found() {
  [ -n "$(ls -d /usr/lib/postgresql/*/bin/postgres 2>/dev/null)" ] || return 1
  PATH="$PATH:/usr/sbin"
  for program in redis-server nginx turnserver openssl; do
    command -v "$program" >/dev/null || return 1
  done
}

if ! services_found && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  # RUNLEVEL: the packages bring services that start themselves; here each test starts its own.
  export RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive
  { apt-get -q update && apt-get -q install -y --no-install-recommends postgresql redis-server nginx coturn openssl; } </dev/null || :
fi
services_found
