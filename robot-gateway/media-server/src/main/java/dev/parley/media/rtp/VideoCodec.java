package dev.parley.media.rtp;

/** Codecs that are carried: those whose key frames can be told from outside. */
public enum VideoCodec {
    /** RFC 7741. */
    VP8 {
        @Override
        public boolean startsKeyFrame(byte[] payload) {
            if (payload.length < 1) {
                return false;
            }
            boolean startOfFirstPartition = (payload[0] & 0x10) != 0 && (payload[0] & 0x0f) == 0;
            int at = 1;
            if ((payload[0] & 0x80) != 0) {
                if (payload.length < 2) {
                    return false;
                }
                int extensions = payload[1];
                at = 2;
                if ((extensions & 0x80) != 0) {
                    at += payload.length > at && payload[at] < 0 ? 2 : 1;
                }
                at += (extensions & 0x40) != 0 ? 1 : 0;
                at += (extensions & 0x30) != 0 ? 1 : 0;
            }
            return startOfFirstPartition && payload.length > at && (payload[at] & 1) == 0;
        }
    },

    /** RFC 6184, packetization mode 1. */
    H264 {
        private static final int IDR = 5;
        private static final int SPS = 7;
        private static final int STAP_A = 24;
        private static final int FU_A = 28;

        @Override
        public boolean startsKeyFrame(byte[] payload) {
            if (payload.length < 2) {
                return false;
            }
            return switch (payload[0] & 0x1f) {
                case STAP_A -> payload.length > 3 && isKey(payload[3]);
                case FU_A -> payload[1] < 0 && isKey(payload[1]);
                default -> isKey(payload[0]);
            };
        }

        /** Parameter sets come right before the picture that needs them, or with the session description. */
        private static boolean isKey(byte unit) {
            int type = unit & 0x1f;
            return type == SPS || type == IDR;
        }
    };

    /** True if a viewer may begin with this packet. */
    public abstract boolean startsKeyFrame(byte[] payload);
}
