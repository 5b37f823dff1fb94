package dev.parley.scheduler.desk;

import dev.parley.contracts.ComparisonId;
import dev.parley.contracts.StationId;
import dev.parley.core.station.WantedBody;
import dev.parley.core.turn.PriorityClass;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.TurnPair;
import dev.parley.core.turn.TurnState;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The line over HTTP. */
record LineView(
        @Schema(description = "Turns that you may see, more than are listed here.")
        int inAll,

        @Schema(description = "Of these, those that are held.")
        int held,

        @Nullable Instant oldest,

        List<TurnView> turns) {

    /** @param most of each class */
    static LineView of(List<LineEntry> seen, int most, Predicate<LineEntry> mayOrder) {
        Map<PriorityClass, Integer> listed = new EnumMap<>(PriorityClass.class);
        return new LineView(
                seen.size(),
                (int) seen.stream()
                        .filter(entry -> entry.turn().state() == TurnState.HELD)
                        .count(),
                seen.stream()
                        .map(entry -> entry.turn().admittedAt())
                        .min(Instant::compareTo)
                        .orElse(null),
                seen.stream()
                        .filter(entry ->
                                listed.merge(entry.turn().placement().priorityClass(), 1, Integer::sum) <= most)
                        .map(entry -> TurnView.of(entry, mayOrder.test(entry)))
                        .toList());
    }

    /** One turn. Who asked is nobody's affair here. */
    record TurnView(
            String id,
            String promptId,
            TurnState state,

            @Schema(description = "Each class has its own order and its share of every station.")
            PriorityClass priorityClass,

            @Schema(description = "1 is next in its class; 0: held, taken or gone.")
            int position,

            @Schema(description = "Null: a goal picture, or words that moderation has not passed yet.") @Nullable
            String asked,

            boolean passed,
            String sceneId,

            @Schema(description = "Null: a blind comparison.") @Nullable
            String policyId,

            @Nullable String comparisonId,
            @Nullable String wantedBody,
            Instant since,

            @Schema(description = "The only station that it may go to; null: any that fits.") @Nullable
            String station,

            @Schema(description = "Stations that could run it, busy and away or not.")
            List<String> fitting,

            @Nullable MarkView held,

            @Schema(description = "That a person set its place.") @Nullable
            MarkView placed,

            @Schema(description = "Whether you may order it: all stations that could run it are your labs'.")
            boolean yours) {
        static TurnView of(LineEntry entry, boolean yours) {
            TurnData turn = entry.turn();
            Optional<ComparisonId> comparison = turn.pair().map(TurnPair::comparison);
            return new TurnView(
                    turn.id().toString(),
                    turn.promptId().toString(),
                    turn.state(),
                    turn.placement().priorityClass(),
                    entry.position(),
                    entry.passed() ? turn.instruction().orElse(null) : null,
                    entry.passed(),
                    turn.sceneId(),
                    comparison.isPresent() ? null : turn.policyName(),
                    comparison.map(ComparisonId::toString).orElse(null),
                    turn.wantedBody().map(WantedBody::wireName).orElse(null),
                    turn.admittedAt(),
                    turn.station().map(StationId::toString).orElse(null),
                    entry.fitting().stream().map(StationId::toString).toList(),
                    entry.held().map(MarkView::of).orElse(null),
                    entry.placed().map(MarkView::of).orElse(null),
                    yours);
        }

        /** After an order: as the line has it now, or, out of line, as it was with its new state. */
        static TurnView of(TurnData changed, Optional<LineEntry> after, LineEntry before) {
            return of(
                    after.orElseGet(() -> new LineEntry(
                            changed,
                            0,
                            before.passed(),
                            Optional.empty(),
                            before.placed(),
                            before.fitting(),
                            before.labs())),
                    true);
        }
    }

    /** @param what HELD, MOVED or EXPEDITED */
    record MarkView(String what, String by, String reason, Instant at) {
        static MarkView of(LineEntry.Mark mark) {
            return new MarkView(mark.what(), mark.by(), mark.reason(), mark.at());
        }
    }
}
