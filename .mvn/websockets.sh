# Run by the test of stations in Python: names a Python that has websockets, which is fetched where that is allowed.
websockets_found() {
  for python in python3 /usr/bin/python3; do
    if "$python" -c 'import sys, websockets; sys.exit(sys.version_info < (3, 9))' 2>/dev/null; then
      echo "$python"
      return
    fi
  done
  return 1
}

if ! websockets_found && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  {
    apt-get -q update
    DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends python3-websockets
  } </dev/null >&2 && websockets_found
fi
