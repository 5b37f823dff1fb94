package dev.parley.media.rtp;

/**
 * How one stream arrives, as its receiver reports it (RFC 3550, section 6.4.1).
 *
 * @param fractionLost of the packets since the last report, in 1/256
 * @param delay since that sender report came, in 1/65536 s
 */
public record ReportBlock(
        int ssrc, int fractionLost, int lost, int highest, int jitter, int lastSenderReport, int delay) {}
