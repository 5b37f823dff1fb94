package dev.parley.media.forward;

import dev.parley.media.rtp.NumberedPacket;
import dev.parley.media.rtp.PacketHistory;
import dev.parley.media.rtp.Reception;
import dev.parley.media.rtp.ReportBlock;
import dev.parley.media.rtp.RtcpReader;
import dev.parley.media.rtp.RtcpWriter;
import dev.parley.media.rtp.RtpPacket;
import dev.parley.media.rtp.SenderReport;
import dev.parley.media.rtp.VideoCodec;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The video of one publisher and whom it goes to. A viewer begins with a key frame: one that just came, or one that is asked
 * for; where the picture stands still and none comes, the last one and all since. Confined to the media thread.
 */
public final class PublisherStream {

    private static final int HISTORY = 1024;
    private static final long REPORT_EVERY_NS = 1_000_000_000;
    private static final long STILL_AFTER_NS = 300_000_000;
    private static final int OUR_SSRC = 1;

    private final VideoCodec codec;
    private final int payloadType;
    private final PacketOutlet outlet;
    private final Runnable onFirstPacket;
    private final BitrateBudget budget;
    private final KeyFrameRequests keyFrames = new KeyFrameRequests();
    private final Set<ViewerStream> viewers = new LinkedHashSet<>();
    private @Nullable Arrival arrival;
    private @Nullable SenderReport lastReport;
    private volatile boolean announced;
    private long arrivedNs;
    private long reportedNs;

    /** One stream of the publisher: a publisher that begins anew sends under another SSRC. */
    private record Arrival(int ssrc, Reception reception, PacketHistory history) {}

    /**
     * @param payloadType what the publisher sends the codec as; other packets are not forwarded
     * @param outlet to the publisher
     * @param bitrateCap bits per second the publisher may send
     */
    public PublisherStream(
            VideoCodec codec, int payloadType, PacketOutlet outlet, long bitrateCap, Runnable onFirstPacket) {
        this.codec = codec;
        this.payloadType = payloadType;
        this.outlet = outlet;
        this.onFirstPacket = onFirstPacket;
        budget = new BitrateBudget(bitrateCap);
    }

    public VideoCodec codec() {
        return codec;
    }

    /** True once a packet came. Any thread. */
    public boolean isFlowing() {
        return announced;
    }

    /** A viewer joins, whether or not it is connected yet. */
    public void add(ViewerStream viewer) {
        if (viewers.add(viewer)) {
            viewer.follow(this);
        }
    }

    public void remove(ViewerStream viewer) {
        if (viewers.remove(viewer)) {
            viewer.unfollow(this);
        }
    }

    /** A decrypted RTP packet of the publisher. */
    public void rtp(byte[] data, int length, long nowNs) {
        RtpPacket packet = RtpPacket.read(data, length).orElse(null);
        if (packet == null || packet.type() != payloadType) {
            return;
        }
        Arrival stream = streamOf(packet);
        long number = stream.reception().take(packet, nowNs);
        NumberedPacket numbered = new NumberedPacket(number, packet, codec.startsKeyFrame(packet.payload()), nowNs);
        if (stream.history().find(number).isPresent()) {
            return;
        }
        stream.history().add(numbered);
        arrivedNs = nowNs;
        if (numbered.startsKeyFrame()) {
            keyFrames.came();
        }
        for (ViewerStream viewer : viewers) {
            viewer.forward(numbered);
        }
        if (!announced) {
            announced = true;
            report(stream, nowNs);
            onFirstPacket.run();
        }
    }

    private Arrival streamOf(RtpPacket packet) {
        Arrival current = arrival;
        if (current == null || current.ssrc() != packet.ssrc()) {
            current = new Arrival(packet.ssrc(), new Reception(), new PacketHistory(HISTORY));
            arrival = current;
            lastReport = null;
            viewers.forEach(ViewerStream::restart);
        }
        return current;
    }

    /** A decrypted RTCP packet of the publisher. */
    public void rtcp(byte[] data, int length, long nowNs) {
        Arrival stream = arrival;
        if (stream == null) {
            return;
        }
        RtcpReader.read(data, length, new OnlySenderReports() {
            @Override
            public void senderReport(SenderReport report) {
                if (report.ssrc() == stream.ssrc()) {
                    lastReport = report;
                    stream.reception().reported(report, nowNs);
                    viewers.forEach(viewer -> viewer.report(report));
                }
            }
        });
    }

    /** What is due by time; called about every 20 ms. */
    public void tick(long nowNs) {
        Arrival stream = arrival;
        if (stream == null) {
            return;
        }
        List<Long> missing = stream.reception().missing(nowNs);
        if (!missing.isEmpty()) {
            outlet.sendRtcp(new RtcpWriter(OUR_SSRC).emptyReport().missing(stream.ssrc(), missing));
        }
        if (stream.reception().takeLost()) {
            keyFrames.want();
        }
        startWaiting(stream, nowNs);
        if (keyFrames.takeDue(nowNs)) {
            outlet.sendRtcp(new RtcpWriter(OUR_SSRC).emptyReport().pictureLoss(stream.ssrc()));
        }
        if (nowNs - reportedNs >= REPORT_EVERY_NS) {
            report(stream, nowNs);
        }
    }

    /** Viewers that wait begin with what is there, if that is fresh or all there will be; else a key frame is wanted. */
    private void startWaiting(Arrival stream, long nowNs) {
        if (viewers.stream().noneMatch(ViewerStream::isExpecting)) {
            return;
        }
        boolean fresh = stream.history()
                .lastKeyFrame()
                .filter(key -> nowNs - key.arrivedNs() < KeyFrameRequests.SPACING_NS)
                .isPresent();
        List<NumberedPacket> picture =
                fresh || nowNs - arrivedNs > STILL_AFTER_NS ? stream.history().sinceKeyFrame() : List.of();
        if (picture.isEmpty()) {
            keyFrames.want();
            return;
        }
        viewers.stream().filter(ViewerStream::isReadyToBegin).forEach(viewer -> {
            picture.forEach(viewer::forward);
            if (lastReport != null) {
                viewer.report(lastReport);
            }
        });
    }

    private void report(Arrival stream, long nowNs) {
        reportedNs = nowNs;
        ReportBlock block = stream.reception().block(stream.ssrc(), nowNs);
        outlet.sendRtcp(
                new RtcpWriter(OUR_SSRC).receiverReport(block).name().bitrateLimit(stream.ssrc(), budget.next()));
    }

    Optional<NumberedPacket> find(long number) {
        return Optional.ofNullable(arrival).flatMap(stream -> stream.history().find(number));
    }

    /** The highest number so far; negative before the first. */
    long highest() {
        Arrival stream = arrival;
        return stream == null ? -1 : stream.history().highest();
    }

    void pictureLost() {
        keyFrames.want();
    }

    void lostByAViewer(int fraction) {
        budget.lost(fraction);
    }

    /** The publisher is gone; its viewers keep their numbers for the next. */
    public void close() {
        List.copyOf(viewers).forEach(this::remove);
    }

    private abstract static class OnlySenderReports implements RtcpReader.Listener {
        @Override
        public void reportBlock(ReportBlock block) {}

        @Override
        public void missing(int ssrc, int sequence) {}

        @Override
        public void pictureLost(int ssrc) {}
    }
}
