package dev.parley.media.rtp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Builds one compound RTCP packet; begin with a report, as compounds must. One thread at a time. */
public final class RtcpWriter {

    private static final int CAPACITY = 1200;
    private static final byte[] NAME = "parley".getBytes(StandardCharsets.US_ASCII);

    private final byte[] bytes = new byte[CAPACITY];
    private final int sender;
    private int length;

    /** @param sender the SSRC we speak as */
    public RtcpWriter(int sender) {
        this.sender = sender;
    }

    /** A report that reports nothing: the opening of feedback that cannot wait. */
    public RtcpWriter emptyReport() {
        begin(0, 201, 2);
        return this;
    }

    /** How a stream arrives here. */
    public RtcpWriter receiverReport(ReportBlock block) {
        int at = begin(1, 201, 8);
        Bytes.put32(bytes, at, block.ssrc());
        Bytes.put32(bytes, at + 4, block.fractionLost() << 24 | (block.lost() & 0xffffff));
        Bytes.put32(bytes, at + 8, block.highest());
        Bytes.put32(bytes, at + 12, block.jitter());
        Bytes.put32(bytes, at + 16, block.lastSenderReport());
        Bytes.put32(bytes, at + 20, block.delay());
        return this;
    }

    /** What we send; packets and octets so far as 32-bit counters. */
    public RtcpWriter senderReport(long ntp, int timestamp, int packets, int octets) {
        int at = begin(0, 200, 7);
        Bytes.put32(bytes, at, (int) (ntp >>> 32));
        Bytes.put32(bytes, at + 4, (int) ntp);
        Bytes.put32(bytes, at + 8, timestamp);
        Bytes.put32(bytes, at + 12, packets);
        Bytes.put32(bytes, at + 16, octets);
        return this;
    }

    /** The canonical name, which every compound should have. */
    public RtcpWriter name() {
        int words = (2 + NAME.length) / 4 + 1;
        int at = begin(1, 202, 2 + words);
        Arrays.fill(bytes, at, at + 4 * words, (byte) 0);
        bytes[at] = 1;
        bytes[at + 1] = (byte) NAME.length;
        System.arraycopy(NAME, 0, bytes, at + 2, NAME.length);
        return this;
    }

    /** Asks for a key frame. */
    public RtcpWriter pictureLoss(int ssrc) {
        int at = begin(1, 206, 3);
        Bytes.put32(bytes, at, ssrc);
        return this;
    }

    /** Asks for packets again; sequence numbers in ascending order, as many as fit. */
    public RtcpWriter missing(int ssrc, List<Long> numbers) {
        int start = length;
        int at = begin(1, 205, 3);
        Bytes.put32(bytes, at, ssrc);
        for (int i = 0; i < numbers.size() && length + 4 <= CAPACITY; ) {
            long first = numbers.get(i++);
            int following = 0;
            while (i < numbers.size() && numbers.get(i) - first <= 16) {
                following |= 1 << (numbers.get(i++) - first - 1);
            }
            Bytes.put16(bytes, length, (int) first);
            Bytes.put16(bytes, length + 2, following);
            length += 4;
        }
        Bytes.put16(bytes, start + 2, (length - start) / 4 - 1);
        return this;
    }

    /** What the sender may send at most (draft-alvestrand-rmcat-remb-03). */
    public RtcpWriter bitrateLimit(int ssrc, long bitsPerSecond) {
        int at = begin(15, 206, 6);
        int exponent = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(bitsPerSecond) - 18);
        Bytes.put32(bytes, at, 0);
        System.arraycopy("REMB".getBytes(StandardCharsets.US_ASCII), 0, bytes, at + 4, 4);
        Bytes.put32(bytes, at + 8, 1 << 24 | exponent << 18 | (int) (bitsPerSecond >>> exponent));
        Bytes.put32(bytes, at + 12, ssrc);
        return this;
    }

    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    /** Writes a header and our SSRC; returns where the rest goes. */
    private int begin(int count, int type, int words) {
        int at = length;
        bytes[at] = (byte) (0x80 | count);
        bytes[at + 1] = (byte) type;
        Bytes.put16(bytes, at + 2, words - 1);
        Bytes.put32(bytes, at + 4, sender);
        length = at + 4 * words;
        return at + 8;
    }
}
