package dev.parley.core.remote;

import dev.parley.contracts.PersonId;
import dev.parley.policy.dialect.Dialect;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * A registered policy as the platform knows it now. Its key is not in it.
 *
 * @param url for the owner's and admins' eyes alone
 * @param keyed whether a key is sent when connecting
 * @param note why it is in this state, a sentence; empty where it needs none
 * @param digest of the version that it answers as now; empty before it conformed
 */
public record RemotePolicyData(
        String name,
        String title,
        String description,
        PersonId owner,
        URI url,
        Dialect dialect,
        Mapping mapping,
        String embodiment,
        String actionSpaceKind,
        boolean keyed,
        RemoteState state,
        String note,
        Optional<String> digest,
        Instant registeredAt) {}
