package dev.parley.core.comparison;

import dev.parley.core.prompt.PromptRequest;
import java.util.List;

/**
 * What a person asks two policies to do.
 *
 * @param prompt its words, picture and scene; it names no policy, and a seed only where {@code policies} does: who knows the start can
 *     run each policy from it, so the platform draws the start where it draws the policies
 * @param policies none: the platform draws two; or the names of exactly two
 */
public record ComparisonRequest(PromptRequest prompt, List<String> policies) {
    public ComparisonRequest {
        policies = List.copyOf(policies);
    }
}
