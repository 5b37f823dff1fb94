package dev.parley.core.limit;

import dev.parley.core.account.Author;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.TryAgain;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Asks the author's bucket and then the network's. */
@ApplicationScoped
class AuthorLimits implements Limits {
    private final RedisBuckets shared;
    private final LocalBuckets local;
    private final LimitConfig config;

    @Inject
    AuthorLimits(RedisBuckets shared, LocalBuckets local, LimitConfig config) {
        this.shared = shared;
        this.local = local;
        this.config = config;
    }

    @Override
    public Uni<Void> take(Limit limit, Author author) {
        String name = limit.name().toLowerCase(Locale.ROOT);
        TokenBuckets.Bucket network = new TokenBuckets.Bucket(name + ":n:" + author.networkPrefix(), perNetwork(limit));
        // The author's own first: who is refused there takes nothing from the neighbours.
        TokenBuckets.Bucket own = new TokenBuckets.Bucket(name + ":a:" + author.id(), perAuthor(limit));
        return take(
                limit,
                switch (limit) {
                    case GUESTS -> List.of(network);
                    case LOGINS -> List.of(own);
                    case PROMPTS,
                            VOTES,
                            UPLOADS,
                            CONSENTS,
                            WITHDRAWALS,
                            FOLLOWS,
                            MODERATION,
                            SIGN_INS,
                            SEARCHES,
                            DATASETS,
                            DOWNLOADS,
                            DRAWINGS,
                            REVIEWS,
                            STUDIES,
                            STUDY_PICTURES -> List.of(own, network);
                });
    }

    private Uni<Void> take(Limit limit, List<TokenBuckets.Bucket> buckets) {
        return shared.take(buckets)
                // Without Redis every replica counts for itself: looser, but still a limit.
                .onFailure()
                .recoverWithUni(() -> local.take(buckets))
                .invoke(wait -> {
                    if (!wait.isZero()) {
                        throw new TryAgain(
                                ErrorCode.RATE_LIMITED,
                                "Too many %s from here; the next one is possible in %d s."
                                        .formatted(limit.noun(), TryAgain.seconds(wait)),
                                wait);
                    }
                })
                .replaceWithVoid();
    }

    private Allowance perAuthor(Limit limit) {
        return switch (limit) {
            case PROMPTS ->
                new Allowance(config.prompts().perAuthor(), config.prompts().per());
            case VOTES ->
                new Allowance(config.votes().perAuthor(), config.votes().per());
            case UPLOADS ->
                new Allowance(config.uploads().perAuthor(), config.uploads().per());
            case STUDIES ->
                new Allowance(config.studies().perAuthor(), config.studies().per());
            case STUDY_PICTURES ->
                new Allowance(
                        config.studyPictures().perAuthor(),
                        config.studyPictures().per());
            case CONSENTS ->
                new Allowance(config.consents().perAuthor(), config.consents().per());
            case WITHDRAWALS ->
                new Allowance(
                        config.withdrawals().perAuthor(), config.withdrawals().per());
            case FOLLOWS ->
                new Allowance(config.follows().perAuthor(), config.follows().per());
            case MODERATION ->
                new Allowance(
                        config.moderation().perAuthor(), config.moderation().per());
            case SIGN_INS ->
                new Allowance(config.signIns().perAuthor(), config.signIns().per());
            case LOGINS ->
                new Allowance(config.signIns().perLogin(), config.signIns().perLoginPer());
            case SEARCHES ->
                new Allowance(config.searches().perAuthor(), config.searches().per());
            case DRAWINGS ->
                new Allowance(config.drawings().perAuthor(), config.drawings().per());
            case REVIEWS ->
                new Allowance(config.reviews().perAuthor(), config.reviews().per());
            case DATASETS ->
                new Allowance(config.datasets().perAuthor(), config.datasets().per());
            case DOWNLOADS ->
                new Allowance(config.downloads().perAuthor(), config.downloads().per());
            case GUESTS -> new Allowance(Integer.MAX_VALUE, Duration.ofMillis(1));
        };
    }

    private Allowance perNetwork(Limit limit) {
        return switch (limit) {
            case PROMPTS ->
                new Allowance(config.prompts().perNetwork(), config.prompts().per());
            case VOTES ->
                new Allowance(config.votes().perNetwork(), config.votes().per());
            case UPLOADS ->
                new Allowance(config.uploads().perNetwork(), config.uploads().per());
            case STUDIES ->
                new Allowance(config.studies().perNetwork(), config.studies().per());
            case STUDY_PICTURES ->
                new Allowance(
                        config.studyPictures().perNetwork(),
                        config.studyPictures().per());
            case CONSENTS ->
                new Allowance(config.consents().perNetwork(), config.consents().per());
            case WITHDRAWALS ->
                new Allowance(
                        config.withdrawals().perNetwork(), config.withdrawals().per());
            case FOLLOWS ->
                new Allowance(config.follows().perNetwork(), config.follows().per());
            case MODERATION ->
                new Allowance(
                        config.moderation().perNetwork(), config.moderation().per());
            case SIGN_INS ->
                new Allowance(config.signIns().perNetwork(), config.signIns().per());
            case SEARCHES ->
                new Allowance(config.searches().perNetwork(), config.searches().per());
            case DRAWINGS ->
                new Allowance(config.drawings().perNetwork(), config.drawings().per());
            case REVIEWS ->
                new Allowance(config.reviews().perNetwork(), config.reviews().per());
            case DATASETS ->
                new Allowance(config.datasets().perNetwork(), config.datasets().per());
            case DOWNLOADS ->
                new Allowance(
                        config.downloads().perNetwork(), config.downloads().per());
            case GUESTS ->
                new Allowance(config.guests().perNetwork(), config.guests().per());
            case LOGINS -> new Allowance(Integer.MAX_VALUE, Duration.ofMillis(1));
        };
    }
}
