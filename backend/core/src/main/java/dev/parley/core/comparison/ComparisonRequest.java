package dev.parley.core.comparison;

import dev.parley.core.prompt.PromptRequest;
import java.util.List;

/**
 * What a person asks two policies to do.
 *
 * @param prompt its words, picture, scene and seed; it names no policy
 * @param policies none: the platform draws two; or the names of exactly two
 */
public record ComparisonRequest(PromptRequest prompt, List<String> policies) {
    public ComparisonRequest {
        policies = List.copyOf(policies);
    }
}
