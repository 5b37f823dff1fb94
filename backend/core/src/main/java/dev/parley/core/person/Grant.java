package dev.parley.core.person;

import java.util.Optional;

/** A role, and for which lab where it is one of a lab. */
public record Grant(Role role, Optional<Lab> lab) {
    /** For example {@code OPERATOR of house}. */
    @Override
    public String toString() {
        return role + lab.map(of -> " of " + of.name()).orElse("");
    }
}
