package dev.parley.ui.ask;

import com.vaadin.flow.router.QueryParameters;
import java.util.Optional;

/** What a link to the Ask page fills in beforehand: "ask again" keeps words, table, policy and seed. */
public record Wish(Optional<String> text, Optional<String> sceneId, Optional<String> policyName, Optional<Long> seed) {
    /** Ignores a seed that is not a decimal number of 64 bits without sign: a link is no reason to refuse a page. */
    static Wish from(QueryParameters query) {
        return new Wish(
                query.getSingleParameter("text"),
                query.getSingleParameter("scene"),
                query.getSingleParameter("policy"),
                query.getSingleParameter("seed").flatMap(Wish::seed));
    }

    private static Optional<Long> seed(String text) {
        try {
            return Optional.of(Long.parseUnsignedLong(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
