package dev.parley.media.object;

import dev.onvoid.webrtc.RTCIceCandidate;
import java.util.ArrayList;
import java.util.List;

/**
 * libwebrtc gathers candidates as soon as it has a local description; Kurento when it is asked to. This holds early
 * candidates back until then, and keeps their order.
 */
final class CandidateHold {

    private final PeerListener listener;
    private final List<RTCIceCandidate> early = new ArrayList<>();
    private boolean wanted;
    private boolean done;

    CandidateHold(PeerListener listener) {
        this.listener = listener;
    }

    synchronized void found(RTCIceCandidate candidate) {
        if (wanted) {
            listener.candidate(candidate);
        } else {
            early.add(candidate);
        }
    }

    synchronized void done() {
        done = true;
        if (wanted) {
            listener.gatheringDone();
        }
    }

    synchronized void letThrough() {
        if (wanted) {
            return;
        }
        wanted = true;
        early.forEach(listener::candidate);
        early.clear();
        if (done) {
            listener.gatheringDone();
        }
    }

    synchronized boolean isLetThrough() {
        return wanted;
    }
}
