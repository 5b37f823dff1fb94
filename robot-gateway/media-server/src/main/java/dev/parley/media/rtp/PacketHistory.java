package dev.parley.media.rtp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The latest packets of one stream: what viewers ask for again, and what a viewer who joins needs to see the picture.
 * Bounded in number, and so in bytes. One thread at a time.
 */
public final class PacketHistory {

    private final @Nullable NumberedPacket[] ring;
    private long highest = -1;
    private long keyFrame = -1;

    /** @param size a power of two; at 100 packets a second 512 are five seconds, or 0.6 MB */
    public PacketHistory(int size) {
        ring = new NumberedPacket[size];
    }

    public void add(NumberedPacket packet) {
        if (packet.number() <= highest - ring.length) {
            return;
        }
        ring[slot(packet.number())] = packet;
        highest = Math.max(highest, packet.number());
        if (packet.startsKeyFrame() && packet.number() > keyFrame && !isOfLastKeyFrame(packet)) {
            keyFrame = packet.number();
        }
    }

    public Optional<NumberedPacket> find(long number) {
        NumberedPacket found = number < 0 ? null : ring[slot(number)];
        return found != null && found.number() == number ? Optional.of(found) : Optional.empty();
    }

    /** The highest number so far; negative before the first. */
    public long highest() {
        return highest;
    }

    /** The last key frame and all since; empty unless every packet of it is here. */
    public List<NumberedPacket> sinceKeyFrame() {
        if (keyFrame < 0 || highest - keyFrame >= ring.length) {
            return List.of();
        }
        List<NumberedPacket> all = new ArrayList<>();
        for (long number = keyFrame; number <= highest; number++) {
            Optional<NumberedPacket> packet = find(number);
            if (packet.isEmpty()) {
                return List.of();
            }
            all.add(packet.get());
        }
        return all;
    }

    public Optional<NumberedPacket> lastKeyFrame() {
        return find(keyFrame);
    }

    /** A key frame in several slices could begin with each; its first packet counts. */
    private boolean isOfLastKeyFrame(NumberedPacket packet) {
        return lastKeyFrame()
                .filter(last -> last.packet().timestamp() == packet.packet().timestamp())
                .isPresent();
    }

    private int slot(long number) {
        return (int) (number & ring.length - 1);
    }
}
