package dev.parley.media.rtp;

import java.util.List;

/** One stream as it arrives: its packets numbered, and what a receiver tells the sender about them. One thread at a time. */
public final class Reception {

    private static final long NTP_FRACTION_NS = 15_259;

    private final SequenceUnwrapper numbers = new SequenceUnwrapper();
    private final MissingPackets missing = new MissingPackets();
    private long first = -1;
    private long highest = -1;
    private long received;
    private long expectedBefore;
    private long receivedBefore;
    private long transit;
    private double jitter;
    private int lastReport;
    private long lastReportNs;

    /** Takes a packet in; returns its number. */
    public long take(RtpPacket packet, long nowNs) {
        long number = numbers.unwrap(packet.sequence());
        if (first < 0) {
            first = number;
        } else if (number > highest + 1) {
            missing.skipped(highest + 1, number, nowNs);
        } else {
            missing.arrived(number);
        }
        highest = Math.max(highest, number);
        received++;
        measureJitter(packet.timestamp(), nowNs);
        return number;
    }

    /** RFC 3550, appendix A.8, in units of the 90 kHz clock. */
    private void measureJitter(int timestamp, long nowNs) {
        long now = nowNs / 1000 * 9 / 100;
        long passed = (int) (now - timestamp);
        if (received > 1) {
            jitter += (Math.abs((int) (passed - transit)) - jitter) / 16;
        }
        transit = passed;
    }

    /** A sender report came: the sender learns the round trip from its echo. */
    public void reported(SenderReport report, long nowNs) {
        lastReport = (int) (report.ntp() >>> 16);
        lastReportNs = nowNs;
    }

    /** Numbers to ask the sender for now. */
    public List<Long> missing(long nowNs) {
        return missing.due(nowNs);
    }

    /** True once after packets were given up. */
    public boolean takeLost() {
        return missing.takeLost();
    }

    /** What is said about the time since the last block (RFC 3550, appendix A.3). */
    public ReportBlock block(int ssrc, long nowNs) {
        long expected = highest - first + 1;
        long expectedNow = expected - expectedBefore;
        long lostNow = expectedNow - (received - receivedBefore);
        expectedBefore = expected;
        receivedBefore = received;
        int fraction = expectedNow <= 0 || lostNow <= 0 ? 0 : (int) Math.min(255, (lostNow << 8) / expectedNow);
        int lost = Math.clamp(expected - received, 0, 0x7fffff);
        int delay = lastReport == 0 ? 0 : (int) ((nowNs - lastReportNs) / NTP_FRACTION_NS);
        return new ReportBlock(ssrc, fraction, lost, (int) highest, (int) jitter, lastReport, delay);
    }
}
