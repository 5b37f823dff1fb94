package dev.parley.contracts.sentence;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The forms of words that are understood, as data.
 *
 * <p>A form is lower-case words, {@code {role}} for a named thing, {@code (a|b c)} for a choice, {@code [a|b]} for something
 * that may be absent, {@code *} after either for any number of times, and {@code $name} for a choice listed under
 * {@code choices}. A form covers a whole sentence but for what may come {@code before} and {@code after} it.
 *
 * @param choices forms by name
 * @param before what may come first, any number of times
 * @param after what may come last, any number of times
 */
public record Language(Map<String, String> choices, String before, String after, List<Saying> sayings) {

    public Language {
        choices = Map.copyOf(choices);
        sayings = List.copyOf(sayings);
    }

    /** The English that is understood where a scene brings no language of its own: a JSON object with these components. */
    public static byte[] english() {
        try (InputStream in = Language.class.getResourceAsStream("/parley/english.json")) {
            return requireNonNull(in, "the package lacks parley/english.json").readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("Read parley/english.json", e);
        }
    }

    /** This language with a scene's own sayings. */
    public Language with(List<Saying> more) {
        List<Saying> all = new ArrayList<>(sayings);
        all.addAll(more);
        return new Language(choices, before, after, all);
    }

    /** This language without the sayings of kinds that no task is of. */
    public Language only(List<String> kinds) {
        return new Language(
                choices,
                before,
                after,
                sayings.stream()
                        .filter(saying -> kinds.contains(saying.means().getOrDefault("kind", "")))
                        .toList());
    }
}
