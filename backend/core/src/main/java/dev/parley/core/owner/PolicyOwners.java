package dev.parley.core.owner;

import dev.parley.core.account.Author;
import dev.parley.core.audit.Actor;
import dev.parley.core.person.Lab;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whose policies are. By name: all versions of a policy belong to the same lab. It does not ask who may change it. */
public interface PolicyOwners {
    /** By name of the policy; those that belong to no lab are not in it. */
    Uni<Map<String, Lab>> all();

    /** Empty where it belongs to no lab. */
    Uni<Optional<Lab>> of(String policy);

    /** Digests of the policy versions that belong to a lab of theirs, which they may not ask. */
    Uni<Set<String>> ownedBy(Author author);

    /**
     * Says whose it is from now on. What people of that lab have voted on it in blind comparisons counts no more, in the same
     * transaction; it stays uncounted when the policy is given to somebody else. In the audit.
     *
     * @param lab empty: nobody's
     * @throws dev.parley.core.problem.ParleyException POLICY_UNKNOWN in the Uni
     */
    Uni<Void> set(String policy, Optional<Lab> lab, Actor by, String reason);
}
