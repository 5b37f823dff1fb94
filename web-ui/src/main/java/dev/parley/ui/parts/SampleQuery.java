package dev.parley.ui.parts;

import dev.parley.core.result.Judge;
import dev.parley.core.result.Sample;
import dev.parley.core.station.StationKind;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which episodes the address of a page means: {@code body}, {@code judge} and {@code on}, which is a scene, or a scene, a slash
 * and a task. What is not named right is left out: an old link is no reason to refuse a page.
 */
public final class SampleQuery {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,79}");

    private SampleQuery() {}

    /** The first value of each parameter. */
    public static Map<String, String> of(UriInfo address) {
        Map<String, String> query = new HashMap<>();
        address.getQueryParameters().forEach((name, values) -> query.put(name, values.getFirst()));
        return query;
    }

    public static Sample sample(Map<String, String> query) {
        String[] on = query.getOrDefault("on", "").split("/", 2);
        Optional<String> scene = name(on[0]);
        return new Sample(
                named(StationKind.class, query.get("body")).orElse(StationKind.SIMULATOR),
                named(Judge.class, query.get("judge")).orElse(Judge.SCENE),
                scene,
                scene.isPresent() && on.length > 1 ? name(on[1]) : Optional.empty());
    }

    /** A name that could be one of a policy, a scene or a task. */
    public static Optional<String> name(@Nullable String text) {
        return Optional.ofNullable(text).filter(name -> NAME.matcher(name).matches());
    }

    private static <E extends Enum<E>> Optional<E> named(Class<E> type, @Nullable String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> lower(value).equals(name))
                .findFirst();
    }

    /** The same as REST names it. */
    public static String api(Sample sample) {
        return "body=%s&judge=%s%s%s"
                .formatted(
                        lower(sample.body()),
                        lower(sample.judge()),
                        sample.sceneId().map(id -> "&sceneId=" + id).orElse(""),
                        sample.taskId().map(id -> "&taskId=" + id).orElse(""));
    }

    static String on(Sample sample) {
        return sample.sceneId()
                .map(scene -> sample.taskId().map(task -> scene + "/" + task).orElse(scene))
                .orElse("");
    }

    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
