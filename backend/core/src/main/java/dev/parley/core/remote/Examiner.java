package dev.parley.core.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.contracts.Sha256;
import dev.parley.policy.conformance.Canaries;
import dev.parley.policy.conformance.Certificate;
import dev.parley.policy.conformance.Conformance;
import dev.parley.policy.conformance.ObservationPlan;
import dev.parley.policy.link.LinkFault;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Examines one policy server, and how it answers its canaries. Blocks. */
final class Examiner {
    private static final int LONGEST_DETAIL = 400;

    /** Where the smallest movement is about a millimetre, a tenth of that is no drift. */
    private static final double LEAST_TOLERANCE = 1e-4;

    /** A policy that draws its actions by chance may be as far from itself again as it was once, and as much more. */
    private static final double NOISE_FACTOR = 3;

    private final Clock clock;
    private final int timedAnswers;

    Examiner(Clock clock, int timedAnswers) {
        this.clock = clock;
        this.timedAnswers = timedAnswers;
    }

    /**
     * What came of it.
     *
     * @param canaries with which a version is known again; empty where it does not conform
     */
    record Found(Certificate certificate, Optional<Known> canaries) {}

    /**
     * How it answers.
     *
     * @param tolerance from how it answered twice in a row
     */
    record Known(Canaries canaries, double tolerance) {}

    /** @throws LinkFault where there is nothing to write down */
    Found examine(Subjects.Reachable server, Conformance.Progress progress) throws LinkFault, InterruptedException {
        Mapping mapping = server.policy().mapping();
        ObservationPlan plan = mapping.plan(server.policy().dialect());
        Certificate examined = Conformance.examine(
                server.subject(),
                Optional.of(plan),
                OptionalInt.of(mapping.actionWidth()),
                timedAnswers,
                clock,
                (done, parts, now) -> progress.at(done, parts + 1, now));
        Certificate published = examined.published(
                URI.create("parley:policy/" + server.policy().name()),
                words -> withoutAddress(words, server.policy().url()));
        if (!published.conforms()) {
            return new Found(published, Optional.empty());
        }
        progress.at(6, 7, "Noting how it answers, to know it again");
        Canaries first = Canaries.ask(server.subject(), plan);
        Canaries second = Canaries.ask(server.subject(), plan);
        double tolerance = tolerance(first, second);
        if (!Double.isFinite(tolerance)) {
            throw new LinkFault(
                    LinkFault.Kind.MALFORMED,
                    "Asked the same twice, it gave another number of actions, or numbers without measure: it could not be known again.");
        }
        return new Found(published, Optional.of(new Known(second, tolerance)));
    }

    /** Three times what it was from itself, and never less than a thousandth of its largest number. */
    static double tolerance(Canaries first, Canaries second) {
        return Math.max(NOISE_FACTOR * second.worst(first), Math.max(LEAST_TOLERANCE, second.largest() / 1_000));
    }

    /** What names a version: under which name and mapping it answers how. */
    static String digest(RemotePolicyData policy, Known known) {
        MessageDigest digest = Sha256.begin();
        digest.update(("parley-remote-1\n" + policy.name() + "\n" + policy.dialect() + "\n"
                        + MappingJson.write(policy.mapping()) + "\n")
                .getBytes(UTF_8));
        return HexFormat.of().formatHex(digest.digest(known.canaries().bytes()));
    }

    /** A server's words may name where it stands, and may be long. */
    static String withoutAddress(String words, URI url) {
        String host = String.valueOf(url.getHost());
        String plain =
                words.replace(url.toString(), "its address").replaceAll("(?i)" + Pattern.quote(host), "its host");
        if (plain.length() <= LONGEST_DETAIL) {
            return plain;
        }
        boolean half = Character.isHighSurrogate(plain.charAt(LONGEST_DETAIL - 1));
        return plain.substring(0, half ? LONGEST_DETAIL - 1 : LONGEST_DETAIL) + "…";
    }
}
