# Run by the test of the platform on external services: PostgreSQL, Redis, nginx and coturn, fetched where that is allowed.
. "$(dirname "$0")/packages.sh"

services_found() {
  [ -n "$(ls -d /usr/lib/postgresql/*/bin/postgres 2>/dev/null)" ] || return 1
  PATH="$PATH:/usr/sbin"
  for program in redis-server nginx turnserver openssl; do
    command -v "$program" >/dev/null || return 1
  done
}

if ! services_found && may_install; then
  # RUNLEVEL: the packages bring services that start themselves; here each test starts its own.
  export RUNLEVEL=1
  install_packages postgresql redis-server nginx coturn openssl || :
fi
services_found
