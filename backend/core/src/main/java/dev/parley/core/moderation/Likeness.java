package dev.parley.core.moderation;

import dev.parley.core.embedding.TextEncoder;
import dev.parley.core.prompt.ModerationConfig;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * How like a sentence is to those that were refused: the largest cosine of its embedding with each of theirs. It reads
 * meaning where rules read words, and errs where sentences share their words but not their sense; so between two
 * thresholds it says that it does not know.
 */
@ApplicationScoped
class Likeness {
    private final TextEncoder encoder;
    private final Blocklist blocklist;
    private final double refuseFrom;
    private final double askFrom;
    private volatile @Nullable List<Vector> listed;

    /** @throws IllegalArgumentException where the thresholds are the wrong way round */
    @Inject
    Likeness(TextEncoder encoder, Blocklist blocklist, ModerationConfig config) {
        this.encoder = encoder;
        this.blocklist = blocklist;
        refuseFrom = config.likeness().refuseFrom();
        askFrom = config.likeness().askFrom();
        if (!(askFrom > 0 && askFrom <= refuseFrom)) {
            throw new IllegalArgumentException(
                    "parley.moderation.likeness.ask-from (%s) must be above 0 and at most refuse-from (%s)"
                            .formatted(askFrom, refuseFrom));
        }
    }

    private record Vector(Blocklist.Entry entry, float[] unit) {}

    /** Fails where the encoder is away or has too much to read. */
    Uni<Finding> of(String words) {
        return listed().chain(all -> encoder.encode(words).map(unit -> nearest(all, unit)));
    }

    private Finding nearest(List<Vector> all, float[] unit) {
        Optional<Blocklist.Entry> nearest = Optional.empty();
        double best = -1;
        for (Vector each : all) {
            double cosine = cosine(each.unit(), unit);
            if (cosine > best) {
                best = cosine;
                nearest = Optional.of(each.entry());
            }
        }
        Finding.Verdict verdict = best >= refuseFrom
                ? Finding.Verdict.REFUSE
                : best >= askFrom ? Finding.Verdict.UNKNOWN : Finding.Verdict.PASS;
        return new Finding(
                verdict,
                verdict == Finding.Verdict.PASS ? List.of() : List.of(CaseData.About.WORDS),
                nearest,
                OptionalDouble.of(best));
    }

    /** The list is read once, when the first prompt comes. */
    private Uni<List<Vector>> listed() {
        List<Vector> known = listed;
        if (known != null) {
            return Uni.createFrom().item(known);
        }
        return Multi.createFrom()
                .iterable(blocklist.entries())
                .onItem()
                .transformToUniAndConcatenate(
                        entry -> encoder.encode(entry.sentence()).map(unit -> new Vector(entry, unit)))
                .collect()
                .asList()
                .invoke(read -> listed = read);
    }

    private static double cosine(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
