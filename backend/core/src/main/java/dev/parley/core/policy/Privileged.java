package dev.parley.core.policy;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.List;
import java.util.Set;

/**
 * Policies that are told what no camera shows, as the true places of things. They show what can be done at all. The platform never
 * draws one for a comparison, and none has a place among others: its lead would be what it is told.
 */
public final class Privileged {
    /** The kind under which stations announce them. */
    static final String KIND = "scripted-expert";

    /** SQL: an artifact is one under whatever other name it goes by. */
    private static final String DIGESTS = "(SELECT digest FROM policy_version WHERE kind = '" + KIND + "')";

    /** SQL: whether the first of the two of comparison {@code c} is one. */
    public static final String FIRST = "c.first_digest IN " + DIGESTS;

    /** SQL: whether one of the two of comparison {@code c} is one. */
    public static final String EITHER = "(" + FIRST + " OR c.second_digest IN " + DIGESTS + ")";

    private Privileged() {}

    /** The digests of those among them. */
    public static Set<String> digests(List<PolicyData> policies) {
        return policies.stream()
                .filter(PolicyData::privileged)
                .map(PolicyData::digest)
                .collect(toUnmodifiableSet());
    }
}
