package dev.parley.core.policy;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** The policies that some station can run. */
public interface Policies {
    /** The newest version of each policy, by name. */
    Uni<List<PolicyData>> all();

    /** The version that a prompt naming {@code name} gets now. */
    Uni<Optional<PolicyData>> newest(String name);

    /**
     * What is shown of a policy with results: the same, or where its server cannot be asked now, or never again, the version that it
     * answered as last.
     */
    Uni<Optional<PolicyData>> known(String name);

    /** That version, announced now or long ago. */
    Uni<Optional<PolicyData>> version(String name, String digest);

    /** Takes over a station's announcement; a digest that is known is left as it is. */
    Uni<Void> announce(PolicyData policy);
}
