#!/bin/sh
# Rebuilds the stand-in libraries (x86-64, gcc 12.2 of Debian 12) and prints their SHA-256. Run in this folder.
# The results are committed, so neither the build nor a run needs a C compiler.
set -eu
out=../../resources/dev/parley/station/webrtc/linux-x86_64
build() {
  map=''
  if [ -f "$1.map" ]; then map="-Wl,--version-script=$1.map"; fi
  gcc -shared -fPIC -O2 -nostdlib -s -Wl,--build-id=none -Wl,-z,max-page-size=4096 -Wl,-soname,"$2" $map -o "$out/$2" "$1.c"
}
build pulse libpulse.so.0
build udev libudev.so.1
build x11 libX11.so.6
build xfixes libXfixes.so.3
build xrandr libXrandr.so.2
build xcomposite libXcomposite.so.1
build dbus libdbus-1.so.3
cd "$out"
sha256sum lib*.so.* > SHA256SUMS
cat SHA256SUMS
