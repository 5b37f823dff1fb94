package dev.parley.core.rest.description;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** Fields of what is sent and answered. */
final class Fields {
    private Fields() {}

    /** A word out of several is a text: the scanner takes it for an object too, of which generators make a type that does not compile. */
    static void settle(Components components) {
        Optional.ofNullable(components.getSchemas()).orElse(Map.of()).values().stream()
                .map(Schema::getProperties)
                .flatMap(fields -> Optional.ofNullable(fields).stream())
                .flatMap(fields -> fields.values().stream())
                .filter(field -> field.getType() != null && field.getType().size() > 1)
                .filter(field -> field.getType().contains(Schema.SchemaType.STRING))
                .forEach(field -> field.setType(List.of(Schema.SchemaType.STRING)));
    }
}
