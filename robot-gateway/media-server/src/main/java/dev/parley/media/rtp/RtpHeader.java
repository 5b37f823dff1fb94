package dev.parley.media.rtp;

import java.util.OptionalInt;

/**
 * The header of the packets one viewer gets.
 *
 * @param type the payload type agreed with the viewer
 * @param ssrc what the stream is called towards the viewer
 * @param playoutDelay the id agreed for the playout-delay extension, 1 to 14
 */
public record RtpHeader(int type, int ssrc, OptionalInt playoutDelay) {

    private static final int EXTENSION_BYTES = 8;
    private static final int ONE_BYTE_EXTENSIONS = 0xBEDE;

    /** "Show it as soon as it is there": least delay 0, most 0, in steps of 10 ms, 12 bits each. */
    private static final int AT_ONCE = 0;

    public int length() {
        return RtpPacket.HEADER + (playoutDelay.isPresent() ? EXTENSION_BYTES : 0);
    }

    /** Writes header and payload; returns the packet's length. */
    public int write(byte[] out, int sequence, int timestamp, boolean marker, byte[] payload) {
        out[0] = (byte) (playoutDelay.isPresent() ? 0x90 : 0x80);
        out[1] = (byte) (type | (marker ? 0x80 : 0));
        Bytes.put16(out, 2, sequence);
        Bytes.put32(out, 4, timestamp);
        Bytes.put32(out, 8, ssrc);
        if (playoutDelay.isPresent()) {
            Bytes.put16(out, 12, ONE_BYTE_EXTENSIONS);
            Bytes.put16(out, 14, 1);
            Bytes.put32(out, 16, (playoutDelay.getAsInt() << 4 | 2) << 24 | AT_ONCE);
        }
        System.arraycopy(payload, 0, out, length(), payload.length);
        return length() + payload.length;
    }
}
