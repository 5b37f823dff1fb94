package dev.parley.core.plan;

import dev.parley.core.result.Sample;
import java.util.Optional;

/**
 * What somebody plans.
 *
 * @param policy its newest version is meant
 * @param against a second one to tell it from
 */
public record Wish(Optional<String> policy, Optional<String> against, Sample sample) {}
