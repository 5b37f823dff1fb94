# Run by the test of a policy server on other libraries: names a Python that has them, which are fetched where that is allowed.
. "$(dirname "$0")/packages.sh"

libraries_found() {
  for python in python3 /usr/bin/python3; do
    if "$python" -c 'import msgpack, numpy, websockets' 2>/dev/null; then
      echo "$python"
      return
    fi
  done
  return 1
}

if ! libraries_found && may_install; then
  install_packages python3-websockets python3-msgpack python3-numpy >&2 && libraries_found
fi
