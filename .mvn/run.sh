# Sourced by mvnw: `./mvnw -Prun` builds what changed and then becomes the server, so that no Maven stays beside it and
# Ctrl-C reaches the server itself. Settings: PARLEY_PORT=9090 in the environment or -Dparley.port=9090 as an argument.
run_requested() {
  for argument in "$@"; do
    [ "$argument" != -Prun ] || return 0
  done
  return 1
}

# A server that runs from this tree must not have its jars exchanged under it.
refuse_second_server() {
  lock="${PARLEY_DATA:-$root/data}/lock"
  for argument in "$@"; do
    case "$argument" in
    -Dparley.data=*) lock="${argument#-Dparley.data=}/lock" ;;
    esac
  done
  [ -f "$lock" ] || return 0
  holder="$(sed -n 's/^process \([0-9][0-9]*\) at .*/\1/p' "$lock")"
  if [ -n "$holder" ] && tr '\0' ' ' 2>/dev/null <"/proc/$holder/cmdline" | grep -q quarkus-run.jar; then
    echo "The data folder ${lock%/lock} is in use by $(cat "$lock"). Stop that server, or set PARLEY_DATA (and PARLEY_PORT) to start a second one beside it." >&2
    exit 2
  fi
}

sources_changed() {
  [ -f "$server" ] && [ -f "$stamp" ] || return 0
  set +f
  changed="$(find "$root"/pom.xml "$root"/*/pom.xml "$root"/*/*/pom.xml "$root"/*/src/main "$root"/*/*/src/main -path '*/src/main/frontend' -prune -o -newer "$stamp" -print 2>/dev/null | head -n 1)"
  set -f
  [ -n "$changed" ]
}

build_server() {
  echo "Building Parley; the first time this takes a few minutes ..."
  mkdir -p "$root/target"
  log="$root/target/run-build.log"
  : >"$stamp.new"
  {
    "$root/mvnw" -f "$root/pom.xml" package -DskipTests -Dspotless.check.skip=true "$@" 2>&1 </dev/null && : >"$root/target/run-build.ok" || :
  } | tee "$log" | awk '/^\[INFO\] Building Parley/ { sub(/^\[INFO\] /, "  "); sub(/ [0-9][^ ]*-SNAPSHOT/, ""); print; fflush() }'
  if [ ! -f "$root/target/run-build.ok" ]; then
    grep '^\[ERROR\]' "$log" | head -n 20 >&2
    echo "The build failed; all of it is in $log" >&2
    exit 1
  fi
  rm -f "$root/target/run-build.ok"
  mv "$stamp.new" "$stamp"
}

become_server() {
  root="$(cd "$(dirname "$0")" && pwd)"
  server="$root/web-ui/target/quarkus-app/quarkus-run.jar"
  stamp="$root/target/run-built"
  refuse_second_server "$@"
  count=$#
  # The arguments once round: settings of the server stay, what Maven wants (-o, -s file, ...) goes to the build.
  maven_arguments=""
  while [ "$count" -gt 0 ]; do
    argument="$1"
    shift
    count=$((count - 1))
    case "$argument" in
    -Prun) ;;
    -Dmaven.*) maven_arguments="$maven_arguments $argument" ;;
    -D*) set -- "$@" "$argument" ;;
    *) maven_arguments="$maven_arguments $argument" ;;
    esac
  done
  if sources_changed; then
    # shellcheck disable=SC2086
    build_server $maven_arguments
  fi
  if [ -z "${PARLEY_DATA-}" ]; then
    # First, so that -Dparley.data among the arguments wins.
    set -- "-Dparley.data=$root/data" "$@"
  fi
  # shellcheck disable=SC2086
  exec "$JAVA_HOME/bin/java" -Xmx512m -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED \
    --sun-misc-unsafe-memory-access=allow ${PARLEY_JAVA_OPTIONS-} "$@" -jar "$server"
}

if run_requested "$@"; then
  become_server "$@"
fi
