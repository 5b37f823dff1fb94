package dev.parley.media.object;

/** What happens to a peer. Called on the media thread, or on the one that asked for candidates: must not block. */
interface PeerListener {

    /** A place the peer may send its checks to, as a candidate attribute without {@code a=}. */
    void candidate(String candidate, String mid, int line);

    void gatheringDone();

    /** The peer proved that it reaches us. */
    void reachable();

    /** Media may flow. */
    void connected();

    /** Media may flow no more; it was not asked for from our side. */
    void ended(String reason);

    void videoFlows();

    /** Something is wrong that no request is waiting to hear of. */
    void error(String description);
}
