package dev.parley.station.link;

/** The sending half of an open connection to the platform. Any thread; nothing here waits. */
public interface FrameLink {
    /** Queues one frame. What cannot be sent closes the connection, and the receiver hears of it. */
    void send(byte[] frame);

    /** Says goodbye after what was queued; the receiver hears of the end. */
    void close(String reason);

    /** Ends the connection without a word; the receiver hears of it. */
    void abort(String why);
}
