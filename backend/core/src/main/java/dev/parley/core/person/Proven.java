package dev.parley.core.person;

import java.util.Set;

/**
 * Somebody whom another service vouches for.
 *
 * @param issuer that service
 * @param subject who it is there; the two together stay the same, whatever else changes
 * @param login what they are called there; they get one like it here
 * @param name as people read it
 * @param values of the claim that roles are read from
 */
public record Proven(String issuer, String subject, String login, String name, Set<String> values) {
    public Proven {
        values = Set.copyOf(values);
    }
}
