# Run by the test of relays: names coturn's program, which is fetched where that is allowed.
. "$(dirname "$0")/packages.sh"

coturn_found() {
  PATH="$PATH:/usr/sbin" command -v turnserver
}

if ! coturn_found && may_install; then
  # RUNLEVEL: the package brings a service that starts itself; here each test starts its own.
  export RUNLEVEL=1
  install_packages coturn >&2 && coturn_found
fi
