package dev.parley.core.rest.review;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.review.FailureTag;
import dev.parley.core.review.ReviewLabel;
import dev.parley.core.review.ReviewResult;
import dev.parley.core.review.StepRange;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a rater says, as sent and as answered. */
@Schema(description = "Did it do what was asked?")
record LabelBody(
        @Schema(
                enumeration = {"done", "partly", "not-done", "cannot-tell"},
                required = true)
        @Nullable
        String result,

        @Schema(
                description =
                        "How far it got, 0 to 1: 1 for done, between 0 and 1 for partly, less than 1 for not-done, absent for cannot-tell.")
        @Nullable
        Double progress,

        @Schema(description = "The step at which it first went wrong; 0 is the first.") @Nullable
        Integer firstFailureStep,

        @Schema(description = "Any of touched-something-else, wrong-object, dropped-it, stopped-early, unsafe-contact.")
        @Nullable
        List<String> tags,

        @Schema(description = "When a person or a safety layer moved the robot; at most 20.") @Nullable
        List<Intervention> interventions,

        @Schema(description = "At most 1,000 characters of plain text.") @Nullable
        String note) {

    /** Steps, both ends among them. */
    record Intervention(
            @Schema(required = true) @Nullable Integer from,
            @Schema(required = true) @Nullable Integer to) {}

    ReviewLabel label() {
        return new ReviewLabel(
                result(result),
                progress == null ? OptionalDouble.empty() : OptionalDouble.of(progress),
                firstFailureStep == null ? OptionalInt.empty() : OptionalInt.of(firstFailureStep),
                tags == null ? Set.of() : tags(tags),
                interventions == null
                        ? List.of()
                        : interventions.stream().map(LabelBody::range).toList(),
                Optional.ofNullable(note));
    }

    static LabelBody of(ReviewLabel label) {
        return new LabelBody(
                label.result().word(),
                label.progress().isPresent() ? (Double) label.progress().getAsDouble() : null,
                label.firstFailure().isPresent()
                        ? (Integer) label.firstFailure().getAsInt()
                        : null,
                label.tags().stream().sorted().map(FailureTag::word).toList(),
                label.interventions().stream()
                        .map(range -> new Intervention(range.from(), range.to()))
                        .toList(),
                label.note().orElse(null));
    }

    /** @throws ParleyException REVIEW_MALFORMED, naming the words there are */
    static ReviewResult result(@Nullable String word) {
        return named("result", word, ReviewResult.values(), ReviewResult::word);
    }

    private static Set<FailureTag> tags(List<String> words) {
        Set<FailureTag> tags = EnumSet.noneOf(FailureTag.class);
        words.forEach(word -> tags.add(named("A tag", word, FailureTag.values(), FailureTag::word)));
        return tags;
    }

    private static StepRange range(@Nullable Intervention sent) {
        if (sent == null || sent.from() == null || sent.to() == null) {
            throw malformed("An intervention has the steps from and to.");
        }
        return new StepRange(sent.from(), sent.to());
    }

    private static <E> E named(String what, @Nullable String word, E[] all, Function<E, String> words) {
        return Arrays.stream(all)
                .filter(each -> words.apply(each).equals(word))
                .findFirst()
                .orElseThrow(() -> malformed("%s is one of %s."
                        .formatted(what, Arrays.stream(all).map(words).collect(Collectors.joining(", ")))));
    }

    private static ParleyException malformed(String detail) {
        return new ParleyException(ErrorCode.REVIEW_MALFORMED, detail);
    }
}
