# Run by the test of backup and restore: pg_dump and its like, fetched where that is allowed.
if ! command -v pg_dump >/dev/null; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    { apt-get -q update && DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends postgresql-client; } </dev/null || :
  fi
fi
command -v pg_dump >/dev/null
