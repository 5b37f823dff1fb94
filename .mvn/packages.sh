# Sourced by what looks for programs of the tests: fetches Debian packages where that is allowed, one caller at a time, since tests
# that run side by side may ask at the same moment and the packages' own lock would refuse the second.
may_install() {
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null
}

install_packages() {
  {
    flock 9
    # Not for a service that a package starts: it would hold the lock for as long as it lives.
    { apt-get -q update; DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends "$@"; } 9>&-
  } 9>"${TMPDIR:-/tmp}/parley-packages.lock" </dev/null
}
