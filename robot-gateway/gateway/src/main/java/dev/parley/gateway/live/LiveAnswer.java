package dev.parley.gateway.live;

/**
 * What a new publisher or viewer gets.
 *
 * @param sessionId last part of its resource's address
 * @param sdp the answer, all of the server's candidates inside
 * @param entityTag of the ICE session, quoted
 */
record LiveAnswer(String sessionId, String sdp, String entityTag) {}
