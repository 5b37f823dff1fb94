package dev.parley.core.result;

import dev.parley.core.policy.PolicyData;

/** What results belong to: one version of a policy. */
public record Version(String name, String digest) {
    public static Version of(PolicyData policy) {
        return new Version(policy.name(), policy.digest());
    }
}
