package dev.parley.media.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Optional;

/** The parameters of a request; each getter says which one is missing or wrong. */
public record Params(JsonNode node) {

    public static Params none() {
        return new Params(MissingNode.getInstance());
    }

    /** @throws KurentoException {@code MARSHALL_ERROR} if it is absent or no text */
    public String text(String name) {
        return optionalText(name).orElseThrow(() -> wrong(name, "text"));
    }

    public Optional<String> optionalText(String name) {
        JsonNode value = node.path(name);
        return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
    }

    /** @throws KurentoException {@code MARSHALL_ERROR} if it is absent or no whole number */
    public int number(String name) {
        JsonNode value = node.path(name);
        if (!value.isInt()) {
            throw wrong(name, "a whole number");
        }
        return value.intValue();
    }

    /** The parameters inside another one; {@link #none()} if there are none. */
    public Params inside(String name) {
        return new Params(node.path(name));
    }

    private static KurentoException wrong(String name, String wanted) {
        return new KurentoException(
                KurentoError.MARSHALL_ERROR, "parameter '" + name + "' is required and must be " + wanted);
    }
}
