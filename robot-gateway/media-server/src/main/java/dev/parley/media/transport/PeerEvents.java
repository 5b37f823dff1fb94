package dev.parley.media.transport;

/** What happens on the path to one peer. Called on the media thread: must not block. */
public interface PeerEvents {

    /** The peer proved that it is reachable; keys are being agreed on now. */
    void reachable();

    /** Media may flow. */
    void secured();

    /** An authentic RTP packet, decrypted; the array is reused afterwards. */
    void rtp(byte[] packet, int length, long nowNs);

    /** An authentic RTCP packet, decrypted; the array is reused afterwards. */
    void rtcp(byte[] packet, int length, long nowNs);

    /** About every 20 ms while the path is secured. */
    void tick(long nowNs);

    /** The path is gone for good. Not called after {@link PeerTransport#close}. */
    void ended(String reason);
}
