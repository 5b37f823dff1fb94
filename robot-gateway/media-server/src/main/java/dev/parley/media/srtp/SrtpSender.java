package dev.parley.media.srtp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Protects what goes to one peer. Packets are protected in place; one thread at a time. */
public final class SrtpSender {

    /** What protection adds at most, to RTCP: a tag and an index. Arrays handed in must have this much room behind the packet. */
    public static final int OVERHEAD = PacketCipher.TAG_BYTES + Integer.BYTES;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final int ENCRYPTED = 0x8000_0000;

    private final PacketCipher rtp;
    private final PacketCipher rtcp;
    private int rtcpIndex;

    public SrtpSender(SrtpKey key) {
        rtp = new PacketCipher(key, PacketCipher.Kind.RTP);
        rtcp = new PacketCipher(key, PacketCipher.Kind.RTCP);
    }

    /**
     * Protects an RTP packet.
     *
     * @param payloadOffset where the header, its extension included, ends
     * @param rollover how often the sequence number had wrapped when this packet was first sent: a packet that is sent again
     *     is the same bytes again
     * @return the new length
     */
    public int protectRtp(byte[] packet, int length, int payloadOffset, int rollover) {
        int sequence = (short) SHORT.get(packet, 2) & 0xffff;
        long index = (rollover & 0xffff_ffffL) << 16 | sequence;
        rtp.crypt((int) INT.get(packet, 8), index, packet, payloadOffset, length);
        rtp.tag(packet, length, rollover);
        return length + PacketCipher.TAG_BYTES;
    }

    /** Protects a (compound) RTCP packet; returns the new length. */
    public int protectRtcp(byte[] packet, int length) {
        int index = rtcpIndex;
        rtcpIndex = (rtcpIndex + 1) & ~ENCRYPTED;
        rtcp.crypt((int) INT.get(packet, 4), index, packet, 8, length);
        INT.set(packet, length, index | ENCRYPTED);
        rtcp.tag(packet, length + Integer.BYTES);
        return length + OVERHEAD;
    }
}
