package dev.parley.media.rtp;

/**
 * A packet with the number it has in its stream.
 *
 * @param number the sequence number, unwrapped
 * @param startsKeyFrame true if a viewer may begin here
 * @param arrivedNs on the server's monotonic clock
 */
public record NumberedPacket(long number, RtpPacket packet, boolean startsKeyFrame, long arrivedNs) {}
