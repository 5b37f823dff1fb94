# Run by the test of stations in Python: names a Python that has websockets, which is fetched where that is allowed.
. "$(dirname "$0")/packages.sh"

websockets_found() {
  for python in python3 /usr/bin/python3; do
    if "$python" -c 'import sys, websockets; sys.exit(sys.version_info < (3, 9))' 2>/dev/null; then
      echo "$python"
      return
    fi
  done
  return 1
}

if ! websockets_found && may_install; then
  install_packages python3-websockets >&2 && websockets_found
fi
