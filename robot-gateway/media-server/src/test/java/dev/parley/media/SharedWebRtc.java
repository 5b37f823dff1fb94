package dev.parley.media;

import dev.parley.station.webrtc.WebRtc;

/** libwebrtc for all tests of this JVM: it is loaded once and lives until the end. */
final class SharedWebRtc {

    static final WebRtc INSTANCE = WebRtc.open();

    private SharedWebRtc() {}
}
