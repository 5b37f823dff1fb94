package dev.parley.media.rtp;

/**
 * When a sender sent what: its clock beside its stream's.
 *
 * @param ntp 64 bits, seconds since 1900 and their fraction
 * @param timestamp the same moment on the stream's 90 kHz clock
 */
public record SenderReport(int ssrc, long ntp, int timestamp) {}
