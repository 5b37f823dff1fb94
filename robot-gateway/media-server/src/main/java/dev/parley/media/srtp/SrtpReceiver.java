package dev.parley.media.srtp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/**
 * Opens what comes from one peer: authentic, not seen before, decrypted in place. Refused packets change nothing. One thread
 * at a time.
 */
public final class SrtpReceiver {

    public static final int REFUSED = -1;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final int ENCRYPTED = 0x8000_0000;
    private static final int RTCP_LEAST = 8;

    /** Streams one peer may send; bounds memory. */
    private static final int STREAMS = 16;

    private final PacketCipher rtp;
    private final PacketCipher rtcp;
    private final Map<Integer, ReplayWindow> streams = new HashMap<>();
    private final Map<Integer, ReplayWindow> reports = new HashMap<>();

    public SrtpReceiver(SrtpKey key) {
        rtp = new PacketCipher(key, PacketCipher.Kind.RTP);
        rtcp = new PacketCipher(key, PacketCipher.Kind.RTCP);
    }

    /**
     * Opens an RTP packet.
     *
     * @param payloadOffset where the header ends; the caller checked that the packet is longer
     * @return the length without the tag, or {@link #REFUSED}
     */
    public int openRtp(byte[] packet, int length, int payloadOffset) {
        int plain = length - PacketCipher.TAG_BYTES;
        if (plain < payloadOffset) {
            return REFUSED;
        }
        int ssrc = (int) INT.get(packet, 8);
        int sequence = (short) SHORT.get(packet, 2) & 0xffff;
        ReplayWindow known = streams.get(ssrc);
        if (known == null && streams.size() >= STREAMS) {
            return REFUSED;
        }
        ReplayWindow window = known == null ? new ReplayWindow() : known;
        long index = window.indexOf(sequence);
        if (index < 0 || window.isSeen(index) || !rtp.isTagged(packet, plain, (int) (index >>> 16))) {
            return REFUSED;
        }
        window.see(index);
        streams.putIfAbsent(ssrc, window);
        rtp.crypt(ssrc, index, packet, payloadOffset, plain);
        return plain;
    }

    /** Opens a (compound) RTCP packet; returns its length, or {@link #REFUSED}. */
    public int openRtcp(byte[] packet, int length) {
        int plain = length - SrtpSender.OVERHEAD;
        if (plain < RTCP_LEAST) {
            return REFUSED;
        }
        int ssrc = (int) INT.get(packet, 4);
        int word = (int) INT.get(packet, plain);
        long index = word & ~ENCRYPTED;
        ReplayWindow known = reports.get(ssrc);
        if (known == null && reports.size() >= STREAMS) {
            return REFUSED;
        }
        ReplayWindow window = known == null ? new ReplayWindow() : known;
        if (window.isSeen(index) || !rtcp.isTagged(packet, plain + Integer.BYTES)) {
            return REFUSED;
        }
        window.see(index);
        reports.putIfAbsent(ssrc, window);
        if ((word & ENCRYPTED) != 0) {
            rtcp.crypt(ssrc, index, packet, RTCP_LEAST, plain);
        }
        return plain;
    }
}
