package dev.parley.gateway.relay;

import dev.parley.contracts.EpisodeId;

/**
 * What a token is good for: one connection for one episode.
 *
 * @param tokenHash names its row
 */
@SuppressWarnings("ArrayRecordComponent")
record RelayPass(byte[] tokenHash, EpisodeId episode, String policy) {
    @Override
    public String toString() {
        return "relay of episode " + episode;
    }
}
