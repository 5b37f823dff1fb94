package dev.parley.core.comparison;

import dev.parley.contracts.ComparisonId;
import dev.parley.core.owner.OwnPolicies;
import dev.parley.core.policy.PolicyData;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.prompt.PromptPairs;
import dev.parley.core.station.StationData;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which two policies: among those that can do what is asked and that one station has both of. */
@ApplicationScoped
class ComparisonDraw {
    private static final String VOTES = """
            SELECT least(c.first_digest, c.second_digest), greatest(c.first_digest, c.second_digest), count(*)
            FROM comparison_vote v JOIN comparison c ON c.id = v.comparison_id WHERE v.counts GROUP BY 1, 2""";

    private final SecureRandom random;
    private final ComparisonConfig config;

    @Inject
    ComparisonDraw(SecureRandom random, ComparisonConfig config) {
        this.random = random;
        this.config = config;
    }

    /** A draw with the text that is committed to. */
    record Made(
            ComparisonId id,
            DrawnBy drawnBy,
            PairDraw.Drawn drawn,
            int candidates,
            int pairs,
            boolean knownStart,
            DrawText text,
            Map<String, PolicyData> byDigest) {
        PromptPairs.Chosen chosen() {
            return new PromptPairs.Chosen(id, policy(drawn.first()), policy(drawn.second()));
        }

        private PolicyData policy(ComparisonPolicy drawn) {
            return Optional.ofNullable(byDigest.get(drawn.digest())).orElseThrow();
        }
    }

    /** @param names of the two that the asker chose; empty where they left it open */
    Uni<Made> draw(
            SqlConnection transaction, PromptPairs.Wanted wanted, List<String> names, List<StationData> stations) {
        if (!names.isEmpty()) {
            return Uni.createFrom().item(() -> chosen(wanted, names, stations));
        }
        List<PolicyData> fitting = oneNameEach(wanted.fitting());
        // Nobody draws their own: so whoever asks learns nothing by it, and there is nothing to refuse afterwards.
        List<PolicyData> able = fitting.stream()
                .filter(policy -> !wanted.own().contains(policy.digest()))
                .toList();
        List<PairDraw.Pair> pairs = pairs(wanted.scene().id(), able, stations);
        if (pairs.isEmpty()) {
            if (!pairs(wanted.scene().id(), fitting, stations).isEmpty()) {
                throw OwnPolicies.nothingElse();
            }
            throw new ParleyException(
                    ErrorCode.POLICY_DOES_NOT_FIT,
                    "A comparison needs two policies that can do this at one station of scene %s; there are %s."
                            .formatted(
                                    wanted.scene().id(),
                                    able.stream().map(PolicyData::name).toList()));
        }
        return votes(transaction).map(votes -> {
            PairDraw.Drawn drawn =
                    PairDraw.draw(pairs, pair -> votes.getOrDefault(key(pair), 0L), config.evenShare(), random);
            return made(wanted, DrawnBy.PLATFORM, drawn, able, pairs.size());
        });
    }

    /** By name; an artifact that has two names is one policy, the first of them: it would else be compared with itself. */
    private static List<PolicyData> oneNameEach(List<PolicyData> fitting) {
        Set<String> digests = new HashSet<>();
        return fitting.stream()
                .sorted(Comparator.comparing(PolicyData::name))
                .filter(policy -> digests.add(policy.digest()))
                .toList();
    }

    private Made chosen(PromptPairs.Wanted wanted, List<String> names, List<StationData> stations) {
        if (names.size() != 2 || Set.copyOf(names).size() != 2) {
            throw new ParleyException(
                    ErrorCode.BODY_MALFORMED, "policyIds names two different policies, or none: then two are drawn.");
        }
        List<PolicyData> two = names.stream().map(name -> named(wanted, name)).toList();
        if (two.getFirst().digest().equals(two.getLast().digest())) {
            throw new ParleyException(
                    ErrorCode.POLICY_DOES_NOT_FIT,
                    "%s are two names of the same policy version, so there is nothing to compare: name two that differ."
                            .formatted(names));
        }
        List<PairDraw.Pair> pairs = pairs(wanted.scene().id(), two, stations);
        if (pairs.isEmpty()) {
            throw new ParleyException(
                    ErrorCode.POLICY_DOES_NOT_FIT,
                    "No station has both %s in scene %s, and a comparison runs at one station."
                            .formatted(names, wanted.scene().id()));
        }
        return made(wanted, DrawnBy.ASKER, PairDraw.ordered(pairs.getFirst(), 1, random), two, 1);
    }

    private static PolicyData named(PromptPairs.Wanted wanted, String name) {
        PolicyData policy = wanted.all().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ParleyException(
                        ErrorCode.POLICY_UNKNOWN,
                        "There is no policy of the first name in policyIds that is not one of %s."
                                .formatted(wanted.all().stream()
                                        .map(PolicyData::name)
                                        .toList())));
        if (wanted.own().contains(policy.digest())) {
            throw OwnPolicies.refusal(policy);
        }
        wanted.fit().refusal(policy, wanted.all()).ifPresent(refusal -> {
            throw new ParleyException(ErrorCode.POLICY_DOES_NOT_FIT, refusal);
        });
        return policy;
    }

    private Made made(
            PromptPairs.Wanted wanted, DrawnBy drawnBy, PairDraw.Drawn drawn, List<PolicyData> able, int pairs) {
        ComparisonId id = ComparisonId.random();
        Map<String, PolicyData> byDigest = new HashMap<>();
        able.forEach(policy -> byDigest.put(policy.digest(), policy));
        DrawText text = DrawText.of(id, drawnBy, wanted.scene().id(), wanted.seed(), drawn, able.size(), pairs, random);
        return new Made(id, drawnBy, drawn, able.size(), pairs, wanted.knownStart(), text, byDigest);
    }

    /** All of {@code able}, whose digests differ, by two, where a station has both. */
    static List<PairDraw.Pair> pairs(String scene, List<PolicyData> able, List<StationData> stations) {
        List<PairDraw.Pair> pairs = new ArrayList<>();
        for (int i = 0; i < able.size(); i++) {
            for (int j = i + 1; j < able.size(); j++) {
                Set<String> both = Set.of(able.get(i).digest(), able.get(j).digest());
                if (stations.stream()
                        .anyMatch(station -> station.sceneIds().contains(scene)
                                && station.policyDigests().containsAll(both))) {
                    pairs.add(new PairDraw.Pair(policy(able.get(i)), policy(able.get(j))));
                }
            }
        }
        return pairs;
    }

    private static ComparisonPolicy policy(PolicyData policy) {
        return new ComparisonPolicy(policy.name(), policy.digest());
    }

    private static Uni<Map<String, Long>> votes(SqlConnection transaction) {
        return transaction.preparedQuery(VOTES).execute().map(rows -> {
            Map<String, Long> votes = new HashMap<>();
            for (Row row : rows) {
                votes.put(row.getString(0) + row.getString(1), row.getLong(2));
            }
            return votes;
        });
    }

    private static String key(PairDraw.Pair pair) {
        String one = pair.one().digest();
        String other = pair.other().digest();
        return one.compareTo(other) < 0 ? one + other : other + one;
    }
}
