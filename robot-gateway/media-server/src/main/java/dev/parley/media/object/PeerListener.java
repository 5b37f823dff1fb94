package dev.parley.media.object;

import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCIceConnectionState;

/** What happens to a peer connection. Called on libwebrtc's threads: must neither block nor call the peer back. */
interface PeerListener {

    void candidate(RTCIceCandidate candidate);

    void gatheringDone();

    void iceState(RTCIceConnectionState state);

    void connected();

    void disconnected();

    void videoFlows();
}
