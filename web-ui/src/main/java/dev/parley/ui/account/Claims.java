package dev.parley.ui.account;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Texts in a token's claim, however the service writes them: one text, a list, or inside other claims. */
final class Claims {
    private Claims() {}

    /** @param path names of claims, one inside the other, with slashes between */
    static Set<String> values(JsonWebToken token, String path) {
        String[] names = path.split("/", -1);
        @Nullable Object found = token.getClaim(names[0]);
        for (int i = 1; i < names.length && found != null; i++) {
            found = found instanceof JsonObject inside ? inside.get(names[i]) : null;
        }
        Set<String> values = new HashSet<>();
        collect(found, values);
        return values;
    }

    private static void collect(@Nullable Object found, Set<String> into) {
        switch (found) {
            case String text -> into.add(text);
            case JsonString text -> into.add(text.getString());
            case JsonArray many -> many.forEach(each -> collect(each, into));
            case JsonValue other -> {
                // A number or an object is no value that somebody has.
            }
            case Collection<?> many -> many.forEach(each -> collect(each, into));
            case null, default -> {
                // Nothing that could be one.
            }
        }
    }
}
