# Sourced by mvnw: points JAVA_HOME at a JDK 25 even where `java` on the PATH is older, or says what to install.
# Quarkus builds inside Maven's own JVM, so Maven toolchains would not be enough.
is_jdk25() {
  [ -x "$1/bin/javac" ] && [ -f "$1/release" ] && grep -q '^JAVA_VERSION="25[."]' "$1/release"
}

find_jdk25() {
  if [ -n "${JAVA_HOME-}" ] && is_jdk25 "$JAVA_HOME"; then
    return 0
  fi
  on_path="$(command -v javac 2>/dev/null || true)"
  if [ -n "$on_path" ]; then
    on_path="$(readlink -f "$on_path" 2>/dev/null || printf %s "$on_path")"
    on_path="$(dirname "$(dirname "$on_path")")"
    if is_jdk25 "$on_path"; then
      JAVA_HOME="$on_path"
      return 0
    fi
  fi
  set +f
  for jdk in /usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if is_jdk25 "$jdk"; then
      set -f
      JAVA_HOME="$jdk"
      return 0
    fi
  done
  set -f
  return 1
}

if find_jdk25; then
  export JAVA_HOME
else
  echo "Parley needs a JDK 25 (for example Temurin 25 from https://adoptium.net); none was found in JAVA_HOME, on the PATH or under /usr/lib/jvm." >&2
  exit 1
fi
