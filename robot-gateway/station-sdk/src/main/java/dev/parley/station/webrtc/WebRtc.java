package dev.parley.station.webrtc;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.media.audio.HeadlessAudioDeviceModule;
import java.util.List;

/**
 * libwebrtc, loaded and ready. Open one per process and keep it: each holds three native threads. They are not daemons to
 * libwebrtc, so a process that used it ends with {@link System#exit}.
 */
public final class WebRtc {

    private final List<String> standIns;
    private final PeerConnectionFactory factory;

    private WebRtc(List<String> standIns, PeerConnectionFactory factory) {
        this.standIns = standIns;
        this.factory = factory;
    }

    /**
     * Loads the native library, with stand-ins for absent desktop libraries, and starts it without sound devices (the
     * default audio module aborts the process on a machine that has none).
     *
     * @throws UnsatisfiedLinkError if this platform has no libwebrtc build on the class path
     * @throws IllegalStateException naming the package to install, where a library is absent and has no stand-in
     */
    public static WebRtc open() {
        List<String> standIns = StandInLibraries.loadAbsent();
        return new WebRtc(standIns, new PeerConnectionFactory(new HeadlessAudioDeviceModule()));
    }

    /** Makes tracks and connections; usable from any thread. */
    public PeerConnectionFactory factory() {
        return factory;
    }

    /** SONAMEs of the system libraries that are absent here and were stood in for. */
    public List<String> standIns() {
        return standIns;
    }
}
