package dev.parley.media.forward;

import dev.parley.media.rtp.NumberedPacket;
import dev.parley.media.rtp.ReportBlock;
import dev.parley.media.rtp.RtcpReader;
import dev.parley.media.rtp.RtcpWriter;
import dev.parley.media.rtp.RtpHeader;
import dev.parley.media.rtp.RtpPacket;
import dev.parley.media.rtp.SenderReport;
import dev.parley.media.rtp.VideoCodec;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The video one viewer gets: one stream under its own name and numbers, however often the publisher behind it changes.
 * Confined to the media thread.
 */
public final class ViewerStream {

    private static final int LARGEST = 2048;

    /** What is sent again at most: a viewer may ask for a thousand packets with one. */
    private static final int RESENT_PER_SECOND = 500;

    private static final int RESENT_BYTES_PER_SECOND = 750_000;
    private static final int TICKS_PER_SECOND = 90_000;

    /** Between the last picture of one publisher and the first of the next, on the viewer's clock. */
    private static final int CHANGE_TICKS = TICKS_PER_SECOND / 20;

    private final VideoCodec codec;
    private final RtpHeader header;
    private final PacketOutlet outlet;
    private final byte[] buffer = new byte[LARGEST];
    private final RateLimit resending = new RateLimit(RESENT_PER_SECOND, RESENT_BYTES_PER_SECOND);
    private @Nullable PublisherStream source;
    private boolean connecting;
    private boolean connected;
    private boolean flowing;

    /** What is added to the publisher's numbers and times to get the viewer's, and from which number on. */
    private long shift;

    private int timeShift;
    private long begin;
    private long lastNumber = ThreadLocalRandom.current().nextInt(1, 0x8000);
    private int lastTimestamp = ThreadLocalRandom.current().nextInt();
    private int packets;
    private int octets;

    public ViewerStream(VideoCodec codec, RtpHeader header, PacketOutlet outlet) {
        this.codec = codec;
        this.header = header;
        this.outlet = outlet;
    }

    public VideoCodec codec() {
        return codec;
    }

    /** The viewer's path is being secured: the key frame it begins with is made meanwhile. */
    public void connecting() {
        connecting = true;
    }

    public void connected() {
        connecting = true;
        connected = true;
    }

    void follow(PublisherStream publisher) {
        if (source != null && source != publisher) {
            source.remove(this);
        }
        source = publisher;
        restart();
    }

    void unfollow(PublisherStream publisher) {
        if (source == publisher) {
            source = null;
            restart();
        }
    }

    /** The next packet must be one a viewer can begin with. */
    void restart() {
        flowing = false;
    }

    /** True if a key frame is needed now or in a moment. */
    boolean isExpecting() {
        return connecting && !flowing && source != null && source.codec() == codec;
    }

    boolean isReadyToBegin() {
        return connected && isExpecting();
    }

    void forward(NumberedPacket numbered) {
        RtpPacket packet = numbered.packet();
        if (!flowing) {
            if (!numbered.startsKeyFrame() || !isReadyToBegin()) {
                return;
            }
            flowing = true;
            begin = numbered.number();
            shift = lastNumber + 1 - begin;
            timeShift = lastTimestamp + CHANGE_TICKS - packet.timestamp();
        }
        if (numbered.number() < begin) {
            return;
        }
        send(numbered);
        lastNumber = Math.max(lastNumber, numbered.number() + shift);
        int timestamp = packet.timestamp() + timeShift;
        if (timestamp - lastTimestamp > 0) {
            lastTimestamp = timestamp;
        }
        packets++;
        octets += packet.payload().length;
    }

    private void send(NumberedPacket numbered) {
        RtpPacket packet = numbered.packet();
        if (header.length() + packet.payload().length + PacketOutlet.TAIL > LARGEST) {
            return;
        }
        long number = numbered.number() + shift;
        int length =
                header.write(buffer, (int) number, packet.timestamp() + timeShift, packet.marker(), packet.payload());
        outlet.sendRtp(buffer, length, header.length(), (int) (number >>> 16));
    }

    void report(SenderReport report) {
        if (flowing) {
            outlet.sendRtcp(new RtcpWriter(header.ssrc())
                    .senderReport(report.ntp(), report.timestamp() + timeShift, packets, octets)
                    .name());
        }
    }

    /** A decrypted RTCP packet of the viewer. */
    public void rtcp(byte[] data, int length, long nowNs) {
        PublisherStream publisher = source;
        if (publisher != null && flowing) {
            RtcpReader.read(data, length, new Feedback(publisher, nowNs));
        }
    }

    /** The viewer is gone. */
    public void close() {
        connecting = false;
        connected = false;
        if (source != null) {
            source.remove(this);
        }
    }

    private final class Feedback implements RtcpReader.Listener {

        private final PublisherStream publisher;
        private final long nowNs;

        Feedback(PublisherStream publisher, long nowNs) {
            this.publisher = publisher;
            this.nowNs = nowNs;
        }

        @Override
        public void senderReport(SenderReport report) {}

        @Override
        public void reportBlock(ReportBlock block) {
            if (block.ssrc() == header.ssrc()) {
                publisher.lostByAViewer(block.fractionLost());
            }
        }

        @Override
        public void missing(int ssrc, int sequence) {
            if (ssrc == header.ssrc()) {
                long number = lastNumber + (short) (sequence - (int) lastNumber) - shift;
                if (number >= begin) {
                    publisher
                            .find(number)
                            .filter(packet -> resending.lets(packet.packet().payload().length, nowNs))
                            .ifPresent(ViewerStream.this::send);
                }
            }
        }

        @Override
        public void pictureLost(int ssrc) {
            if (ssrc == header.ssrc()) {
                publisher.pictureLost();
            }
        }
    }
}
