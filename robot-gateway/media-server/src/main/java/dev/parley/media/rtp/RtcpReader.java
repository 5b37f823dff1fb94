package dev.parley.media.rtp;

/** Takes a compound RTCP packet apart. Anything malformed ends the reading; what came before it counts. */
public final class RtcpReader {

    private static final int SENDER_REPORT = 200;
    private static final int RECEIVER_REPORT = 201;
    private static final int TRANSPORT_FEEDBACK = 205;
    private static final int PAYLOAD_FEEDBACK = 206;
    private static final int GENERIC_NACK = 1;
    private static final int PICTURE_LOSS = 1;
    private static final int FULL_INTRA_REQUEST = 4;
    private static final int BLOCK_BYTES = 24;

    /** What can be in it. */
    public interface Listener {

        void senderReport(SenderReport report);

        void reportBlock(ReportBlock block);

        /** A receiver asks for one packet of a stream again. */
        void missing(int ssrc, int sequence);

        /** A receiver needs a key frame. */
        void pictureLost(int ssrc);
    }

    private RtcpReader() {}

    public static void read(byte[] data, int length, Listener listener) {
        int at = 0;
        while (at + 8 <= length && Bytes.u8(data, at) >>> 6 == 2) {
            int end = at + 4 + 4 * Bytes.u16(data, at + 2);
            if (end > length) {
                return;
            }
            int count = data[at] & 0x1f;
            switch (Bytes.u8(data, at + 1)) {
                case SENDER_REPORT -> senderReport(data, at, end, count, listener);
                case RECEIVER_REPORT -> blocks(data, at + 8, end, count, listener);
                case TRANSPORT_FEEDBACK -> {
                    if (count == GENERIC_NACK) {
                        nacks(data, at, end, listener);
                    }
                }
                case PAYLOAD_FEEDBACK -> pictureLoss(data, at, end, count, listener);
                default -> {
                    // descriptions, goodbyes, extended reports: nothing here depends on them
                }
            }
            at = end;
        }
    }

    private static void senderReport(byte[] data, int at, int end, int count, Listener listener) {
        if (at + 28 > end) {
            return;
        }
        long ntp = (long) Bytes.i32(data, at + 8) << 32 | (Bytes.i32(data, at + 12) & 0xffff_ffffL);
        listener.senderReport(new SenderReport(Bytes.i32(data, at + 4), ntp, Bytes.i32(data, at + 16)));
        blocks(data, at + 28, end, count, listener);
    }

    private static void blocks(byte[] data, int from, int end, int count, Listener listener) {
        int at = from;
        for (int i = 0; i < count && at + BLOCK_BYTES <= end; i++) {
            int losses = Bytes.i32(data, at + 4);
            listener.reportBlock(new ReportBlock(
                    Bytes.i32(data, at),
                    losses >>> 24,
                    losses << 8 >> 8,
                    Bytes.i32(data, at + 8),
                    Bytes.i32(data, at + 12),
                    Bytes.i32(data, at + 16),
                    Bytes.i32(data, at + 20)));
            at += BLOCK_BYTES;
        }
    }

    private static void nacks(byte[] data, int at, int end, Listener listener) {
        if (at + 12 > end) {
            return;
        }
        int ssrc = Bytes.i32(data, at + 8);
        for (int entry = at + 12; entry + 4 <= end; entry += 4) {
            int sequence = Bytes.u16(data, entry);
            int following = Bytes.u16(data, entry + 2);
            listener.missing(ssrc, sequence);
            for (int bit = 0; bit < 16; bit++) {
                if ((following >>> bit & 1) != 0) {
                    listener.missing(ssrc, sequence + 1 + bit & 0xffff);
                }
            }
        }
    }

    private static void pictureLoss(byte[] data, int at, int end, int format, Listener listener) {
        if (format == PICTURE_LOSS && at + 12 <= end) {
            listener.pictureLost(Bytes.i32(data, at + 8));
        } else if (format == FULL_INTRA_REQUEST && at + 20 <= end) {
            listener.pictureLost(Bytes.i32(data, at + 12));
        }
    }
}
