package dev.parley.scheduler.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.parley.contracts.StationId;
import dev.parley.core.station.StationData;
import dev.parley.core.station.WantedBody;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.TurnPair;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Optional;

/**
 * What a turn needs of a station. Turns with the same requirement can run on the same stations, so the queue keeps one
 * line per requirement and class, and a requirement that no free station meets holds nobody else up.
 *
 * @param station set when only this station will do
 * @param wantedBody set when only stations of such a kind will do
 * @param otherDigest the policy of the turn that will follow right after it, at the same station
 */
public record Requirement(
        String sceneId,
        String policyDigest,
        String embodiment,
        String actionSpaceKind,
        Optional<StationId> station,
        Optional<WantedBody> wantedBody,
        Optional<String> otherDigest) {
    private static final String ANY = "*";

    public Requirement {
        requireNonNull(sceneId, "sceneId is null");
        requireNonNull(policyDigest, "policyDigest is null");
        requireNonNull(embodiment, "embodiment is null");
        requireNonNull(actionSpaceKind, "actionSpaceKind is null");
        requireNonNull(station, "station is null");
        requireNonNull(wantedBody, "wantedBody is null");
        requireNonNull(otherDigest, "otherDigest is null");
    }

    /** Of a turn that runs alone, by whatever body. */
    public Requirement(
            String sceneId,
            String policyDigest,
            String embodiment,
            String actionSpaceKind,
            Optional<StationId> station) {
        this(sceneId, policyDigest, embodiment, actionSpaceKind, station, Optional.empty(), Optional.empty());
    }

    /** What {@code turn} needs. */
    public static Requirement of(TurnData turn) {
        return new Requirement(
                turn.sceneId(),
                turn.policyDigest(),
                turn.embodiment(),
                turn.actionSpaceKind(),
                turn.station(),
                turn.wantedBody(),
                turn.pair().map(TurnPair::otherDigest));
    }

    /** Whether {@code station} could run it, busy and away or not. */
    public boolean fits(StationData candidate) {
        return station.map(candidate.id()::equals).orElse(true)
                && wantedBody.map(body -> body.is(candidate.kind())).orElse(true)
                && candidate.sceneIds().contains(sceneId)
                && candidate.policyDigests().contains(policyDigest)
                && otherDigest.map(candidate.policyDigests()::contains).orElse(true)
                && candidate.bodyIn(sceneId).equals(new StationData.Body(embodiment, actionSpaceKind));
    }

    /** One spelling per requirement, safe inside a Redis key. */
    String key() {
        String alone = String.join(
                "|",
                encode(sceneId),
                encode(policyDigest),
                encode(embodiment),
                encode(actionSpaceKind),
                station.map(StationId::toString).orElse(ANY),
                wantedBody.map(WantedBody::wireName).orElse(ANY));
        return otherDigest.map(other -> alone + "|" + encode(other)).orElse(alone);
    }

    static Requirement parse(String key) {
        String[] parts = key.split("\\|", -1);
        if (parts.length != 6 && parts.length != 7) {
            throw new IllegalArgumentException("a requirement has 6 or 7 parts, not " + parts.length + ": " + key);
        }
        Optional<StationId> station = parts[4].equals(ANY) ? Optional.empty() : Optional.of(StationId.parse(parts[4]));
        Optional<WantedBody> wantedBody = parts[5].equals(ANY)
                ? Optional.empty()
                : Optional.of(WantedBody.parse(parts[5])
                        .orElseThrow(() -> new IllegalArgumentException("no such body in requirement " + key)));
        Optional<String> otherDigest = parts.length == 7 ? Optional.of(decode(parts[6])) : Optional.empty();
        return new Requirement(
                decode(parts[0]),
                decode(parts[1]),
                decode(parts[2]),
                decode(parts[3]),
                station,
                wantedBody,
                otherDigest);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, UTF_8);
    }
}
