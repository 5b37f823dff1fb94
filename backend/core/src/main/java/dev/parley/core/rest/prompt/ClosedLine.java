package dev.parley.core.rest.prompt;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.core.instead.Instead;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.rest.problem.Problem;
import dev.parley.core.turn.LineClosed;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** That the line is closed, as a problem (RFC 9457) that says what can be done instead. */
@Schema(
        description =
                "The line is closed: the wait, the longest that anybody is let in for, and what can be done instead.")
record ClosedLine(
        String type,
        String title,
        int status,
        String detail,
        String code,

        @Schema(description = "Nine in ten who asked now would have begun by then.")
        long waitSeconds,

        @Schema(description = "The longest such wait that anybody is let in for.")
        long longestWaitSeconds,

        List<Offer> offers) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(description = "One thing to do instead.")
    record Offer(
            @Schema(description = "join, simulator, judge or tell")
            String kind,

            String title,

            @Schema(description = "Where a person can do it.")
            String link,

            @Schema(description = "The same for a program: method and path.") @Nullable
            String request) {}

    static ClosedLine of(LineClosed closed, Instead instead, Optional<String> instruction) {
        Problem problem = Problem.of(ErrorCode.LINE_CLOSED, closed.detail());
        return new ClosedLine(
                problem.type(),
                problem.title(),
                problem.status(),
                problem.detail(),
                problem.code(),
                closed.expectedWait().toSeconds(),
                closed.longestWait().toSeconds(),
                offers(instead, instruction));
    }

    /** When it is worth asking again: the wait shrinks by at least a second a second, and others come meanwhile. */
    static long retryAfterSeconds(LineClosed closed) {
        Duration over = closed.expectedWait().minus(closed.longestWait());
        return Math.clamp(over.toSeconds(), 10, 3600);
    }

    private static List<Offer> offers(Instead instead, Optional<String> instruction) {
        List<Offer> offers = new ArrayList<>();
        instead.alike()
                .forEach(alike -> offers.add(new Offer(
                        "join",
                        "%s waits in line; %d want it".formatted(alike.instruction(), alike.people()),
                        "/asks/" + alike.prompt(),
                        "POST /api/v1/prompts/" + alike.prompt() + "/followers")));
        instead.free()
                .forEach(free -> offers.add(new Offer(
                        "simulator",
                        "%s, in simulation: begins soon".formatted(free.title()),
                        "/?scene=%s&policy=%s&body=simulation%s"
                                .formatted(encoded(free.sceneId()), encoded(free.policyName()), words(instruction)),
                        null)));
        instead.unjudged()
                .forEach(clip -> offers.add(new Offer(
                        "judge",
                        clip.instruction().orElse("A goal picture") + ": nobody has judged it yet",
                        "/episodes/" + clip.episode(),
                        null)));
        offers.add(new Offer("tell", "Be told when the line opens", "/", "POST /api/v1/news/lines"));
        return offers;
    }

    private static String words(Optional<String> instruction) {
        return instruction.map(words -> "&text=" + encoded(words)).orElse("");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
