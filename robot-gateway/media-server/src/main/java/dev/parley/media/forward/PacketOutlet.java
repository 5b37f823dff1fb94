package dev.parley.media.forward;

import dev.parley.media.rtp.RtcpWriter;

/** Takes packets to one peer. Drops them while the peer is not connected. Called on the media thread. */
public interface PacketOutlet {

    /** Room that must be left behind a packet, for its protection. */
    int TAIL = 32;

    /**
     * Protects a packet and sends it.
     *
     * @param packet is overwritten
     * @param payloadOffset where its header ends
     * @param rollover how often the sequence number has wrapped for this packet
     */
    void sendRtp(byte[] packet, int length, int payloadOffset, int rollover);

    void sendRtcp(RtcpWriter packet);
}
