# Run by the test of a policy server on other libraries: names a Python that has them, which are fetched where that is allowed.
libraries_found() {
  for python in python3 /usr/bin/python3; do
    if "$python" -c 'import msgpack, numpy, websockets' 2>/dev/null; then
      echo "$python"
      return
    fi
  done
  return 1
}

if ! libraries_found && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  {
    apt-get -q update
    DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends python3-websockets python3-msgpack python3-numpy
  } </dev/null >&2 && libraries_found
fi
