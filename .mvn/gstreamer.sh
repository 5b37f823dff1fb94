# Run by the tests that publish and watch with GStreamer: names a Python that speaks to its webrtcbin, which is fetched where that is allowed.
. "$(dirname "$0")/packages.sh"

gstreamer_found() {
  for python in /usr/bin/python3 python3; do
    if "$python" -c '
import gi
gi.require_version("Gst", "1.0")
gi.require_version("GstWebRTC", "1.0")
from gi.repository import Gst, GstWebRTC
Gst.init(None)
wanted = ("webrtcbin", "nicesrc", "vp8enc", "rtpvp8pay", "openh264enc", "videotestsrc", "dtlsdec", "srtpdec")
raise SystemExit(any(Gst.ElementFactory.find(name) is None for name in wanted))' 2>/dev/null; then
      echo "$python"
      return
    fi
  done
  return 1
}

if ! gstreamer_found && may_install; then
  install_packages python3-gi gir1.2-gst-plugins-bad-1.0 gstreamer1.0-plugins-bad gstreamer1.0-plugins-good gstreamer1.0-plugins-base \
    gstreamer1.0-nice >&2 && gstreamer_found
fi
