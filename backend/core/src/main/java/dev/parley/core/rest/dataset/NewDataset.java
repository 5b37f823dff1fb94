package dev.parley.core.rest.dataset;

import dev.parley.core.dataset.DatasetFilter;
import dev.parley.core.dataset.DatasetFormat;
import dev.parley.core.episode.Outcome;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.rest.problem.Given;
import dev.parley.core.rest.problem.Ids;
import dev.parley.core.station.StationKind;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /datasets}. */
@Schema(description = "A snapshot of what has ended until now.")
record NewDataset(
        @Schema(
                description =
                        "lerobot-v3: steps and video of episodes whose askers agreed to training. parquet, csv: one row an episode.",
                enumeration = {"lerobot-v3", "parquet", "csv"},
                required = true)
        @Nullable
        String format,

        @Schema(description = "Which episodes; left out: all.") @Nullable
        Filter filter) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    /** What is left out is not asked for. */
    record Filter(
            @Nullable String sceneId,
            @Nullable String policyName,

            @Schema(enumeration = {"SIMULATOR", "REAL_ROBOT", "REHEARSAL"}) @Nullable
            String stationKind,

            @Schema(
                    description = "What the scene's own judge said.",
                    enumeration = {"SUCCESS", "PARTIAL", "FAILURE", "NOT_SCORED"})
            @Nullable
            String result,

            @Schema(description = "They began then or later; ISO 8601 with zone.") @Nullable
            String from,

            @Schema(description = "They began before; ISO 8601 with zone.") @Nullable
            String until,

            @Schema(description = "Only of this study.") @Nullable
            String studyId) {
        static final Filter NONE = new Filter(null, null, null, null, null, null, null);

        DatasetFilter checked() {
            return new DatasetFilter(
                    name("sceneId", sceneId),
                    name("policyName", policyName),
                    one("stationKind", stationKind, StationKind.class),
                    one("result", result, Outcome.Result.class),
                    Given.time("from", from),
                    Given.time("until", until),
                    given(studyId).map(Ids::study));
        }
    }

    DatasetFilter checkedFilter() {
        return (filter == null ? Filter.NONE : filter).checked();
    }

    DatasetFormat checkedFormat() {
        return format(format);
    }

    static DatasetFormat format(@Nullable String name) {
        return given(name)
                .flatMap(DatasetFormat::named)
                .orElseThrow(() -> malformed("format is one of %s."
                        .formatted(Arrays.stream(DatasetFormat.values())
                                .map(DatasetFormat::wireName)
                                .toList())));
    }

    private static Optional<String> name(String field, @Nullable String text) {
        return given(text).map(name -> {
            if (!NAME.matcher(name).matches()) {
                throw malformed("%s is 1 to 64 lower-case letters, digits and hyphens.".formatted(field));
            }
            return name;
        });
    }

    private static <E extends Enum<E>> Optional<E> one(String field, @Nullable String text, Class<E> choices) {
        return given(text).map(name -> Given.oneOf(field, name.toUpperCase(Locale.ROOT), choices));
    }

    private static Optional<String> given(@Nullable String text) {
        return Optional.ofNullable(text).map(String::strip).filter(filled -> !filled.isEmpty());
    }

    private static ParleyException malformed(String sentence) {
        return new ParleyException(ErrorCode.BODY_MALFORMED, sentence);
    }
}
