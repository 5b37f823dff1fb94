package dev.parley.core.person;

import dev.parley.contracts.LabId;
import java.util.UUID;

/**
 * Who runs stations together.
 *
 * @param name in addresses and settings: lower-case letters, digits, hyphens
 * @param title as people read it
 */
public record Lab(LabId id, String name, String title) {
    /** The lab of every station that was given no other; the same in every installation. */
    public static final LabId HOUSE = new LabId(UUID.fromString("6c6a1f00-0000-4000-8000-000000000001"));
}
