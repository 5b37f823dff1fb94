# Sourced by mvnw: the tests of the pages drive a real Chromium. `verify` fetches it where it may, or says what to install.
browser_wanted() {
  wanted=1
  for argument in "$@"; do
    case "$argument" in
    verify | install | integration-test | deploy) wanted=0 ;;
    -DskipTests* | -DskipITs* | -Dmaven.test.skip* | -pl | --projects) return 1 ;;
    esac
  done
  return $wanted
}

browser_found() {
  [ -n "${PARLEY_CHROMIUM-}" ] || [ -x /usr/bin/chromium ]
}

if browser_wanted "$@" && ! browser_found; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "The tests of the pages need Chromium; installing it ..."
    { apt-get -q update && DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends chromium; } </dev/null || :
  fi
  if ! browser_found; then
    echo "The tests of the pages need Chromium: install it (Debian: apt-get install chromium), or set PARLEY_CHROMIUM to the path of one." >&2
    exit 1
  fi
fi
