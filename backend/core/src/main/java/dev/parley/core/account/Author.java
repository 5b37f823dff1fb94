package dev.parley.core.account;

import static java.util.Objects.requireNonNull;

import dev.parley.contracts.AuthorId;

/**
 * Whoever acts, as far as a request showed it.
 *
 * @param id the guest or account
 * @param networkPrefix keyed hash of the /24 or /48 the request came from; the raw address is never stored
 */
public record Author(AuthorId id, String networkPrefix) {
    public Author {
        requireNonNull(id, "id is null");
        requireNonNull(networkPrefix, "networkPrefix is null");
    }
}
