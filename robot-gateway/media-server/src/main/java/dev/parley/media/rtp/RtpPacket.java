package dev.parley.media.rtp;

import java.util.Arrays;
import java.util.Optional;

/**
 * One packet of a video, out of the publisher's envelope and not yet in a viewer's.
 *
 * @param type the payload type its sender uses
 * @param sequence 16 bits
 * @param timestamp 32 bits, 90 kHz
 * @param ssrc the sender's name of the stream
 * @param marker true for the last packet of a picture
 * @param payload without padding; empty for a packet that only fills
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares packets, and a copy for each viewer would cost.
public record RtpPacket(int type, int sequence, int timestamp, int ssrc, boolean marker, byte[] payload) {

    static final int HEADER = 12;

    /** Where the payload begins; negative if the bytes are no RTP packet. */
    public static int payloadOffset(byte[] data, int length) {
        if (length < HEADER || Bytes.u8(data, 0) >>> 6 != 2) {
            return -1;
        }
        int at = HEADER + 4 * (data[0] & 0x0f);
        if ((data[0] & 0x10) != 0) {
            if (at + 4 > length) {
                return -1;
            }
            at += 4 + 4 * Bytes.u16(data, at + 2);
        }
        return at <= length ? at : -1;
    }

    /** Reads a decrypted packet, copying its payload; empty if it is none. */
    public static Optional<RtpPacket> read(byte[] data, int length) {
        int from = payloadOffset(data, length);
        if (from < 0) {
            return Optional.empty();
        }
        int padding = (data[0] & 0x20) != 0 && length > from ? Bytes.u8(data, length - 1) : 0;
        int to = length - padding;
        if (to < from) {
            return Optional.empty();
        }
        return Optional.of(new RtpPacket(
                data[1] & 0x7f,
                Bytes.u16(data, 2),
                Bytes.i32(data, 4),
                Bytes.i32(data, 8),
                data[1] < 0,
                Arrays.copyOfRange(data, from, to)));
    }
}
