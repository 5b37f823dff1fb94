# Run by the test of backup and restore: pg_dump and its like, fetched where that is allowed.
. "$(dirname "$0")/packages.sh"

if ! command -v pg_dump >/dev/null; then
  if may_install; then
    install_packages postgresql-client || :
  fi
fi
command -v pg_dump >/dev/null
