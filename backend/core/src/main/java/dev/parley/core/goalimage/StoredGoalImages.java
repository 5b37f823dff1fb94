package dev.parley.core.goalimage;

import dev.parley.contracts.GoalImageId;
import dev.parley.contracts.Sha256;
import dev.parley.core.account.Author;
import dev.parley.core.consent.Consents;
import dev.parley.core.limit.Limit;
import dev.parley.core.limit.Limits;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.reactive.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Goal images in PostgreSQL: at most 640 pixels a side they are small, and a prompt never outlives its picture. */
@ApplicationScoped
class StoredGoalImages implements GoalImages {
    /** One picture at a time bounds the memory; a few may wait. */
    private final ThreadPoolExecutor codec = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(8),
            Thread.ofPlatform().name("goal-image-codec").daemon().factory());

    private final Transactions transactions;
    private final Limits limits;
    private final Consents consents;
    private final PictureStates states;

    @Inject
    StoredGoalImages(Transactions transactions, Limits limits, Consents consents, PictureStates states) {
        this.transactions = transactions;
        this.limits = limits;
        this.consents = consents;
        this.states = states;
    }

    @Override
    public Uni<GoalImageId> store(byte[] upload, Author author) {
        return read(upload, author, Limit.UPLOADS, () -> consents.require(author))
                .chain(image -> states.ofSame(Sha256.hex(image.png())).chain(known -> {
                    PictureState state = known.orElse(PictureState.PENDING);
                    return state == PictureState.REFUSED
                            ? Uni.createFrom().failure(refused())
                            : persist(image, author, state);
                }));
    }

    @Override
    public Uni<GoalImageId> storeRendered(byte[] png, Author author) {
        return read(png, author, Limit.UPLOADS, () -> consents.require(author))
                .chain(image -> persist(image, author, PictureState.PASSED));
    }

    /** Whoever has a key for studies has agreed to what becomes of them when they got it. */
    @Override
    public Uni<GoalImageId> storeForStudy(byte[] upload, Author author) {
        return read(upload, author, Limit.STUDY_PICTURES, () -> Uni.createFrom().voidItem())
                .chain(image -> persist(image, author, PictureState.PASSED));
    }

    private Uni<ImageCodec.Encoded> read(byte[] upload, Author author, Limit limit, Supplier<Uni<Void>> consent) {
        return limits.take(limit, author)
                .chain(consent::get)
                .chain(() ->
                        Uni.createFrom().item(() -> ImageCodec.encode(upload)).runSubscriptionOn(codec))
                .onFailure(RejectedExecutionException.class)
                .transform(e -> new ParleyException(
                        ErrorCode.SERVICE_AWAY, "Many pictures are being read just now; try again in a few seconds."));
    }

    private static ParleyException refused() {
        return new ParleyException(
                ErrorCode.IMAGE_REFUSED, "A person has looked at this picture before and refused it; send another.");
    }

    private Uni<GoalImageId> persist(ImageCodec.Encoded image, Author author, PictureState state) {
        return transactions.write(session -> Transactions.now(session).chain(now -> {
            GoalImageId id = GoalImageId.random();
            GoalImageEntity row = new GoalImageEntity();
            row.id = id.value();
            row.author = author.id().value();
            row.png = image.png();
            row.sha256 = Sha256.hex(image.png());
            row.widthPx = image.widthPx();
            row.heightPx = image.heightPx();
            row.storedAt = now;
            row.screening = state;
            return session.persist(row).chain(session::flush).replaceWith(id);
        }));
    }

    @Override
    public Uni<Boolean> belongsTo(GoalImageId id, Author author) {
        return transactions.read(session -> session.createQuery(
                        "SELECT count(*) FROM GoalImageEntity WHERE id = :id AND author = :author", Long.class)
                .setParameter("id", id.value())
                .setParameter("author", author.id().value())
                .getSingleResult()
                .map(count -> count > 0));
    }

    @Override
    public Uni<Map<GoalImageId, String>> digests(Collection<GoalImageId> ids, Author author) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return transactions.read(session -> session.createQuery(
                        "SELECT id, sha256 FROM GoalImageEntity WHERE id IN (:ids) AND author = :author",
                        Object[].class)
                .setParameter("ids", ids.stream().map(GoalImageId::value).toList())
                .setParameter("author", author.id().value())
                .getResultList()
                .map(rows -> {
                    Map<GoalImageId, String> digests = new HashMap<>();
                    rows.forEach(row -> digests.put(new GoalImageId((UUID) row[0]), (String) row[1]));
                    return digests;
                }));
    }

    @Override
    public Uni<Optional<byte[]>> png(GoalImageId id) {
        return transactions.read(session -> session.find(GoalImageEntity.class, id.value())
                .map(row -> Optional.ofNullable(row).map(found -> found.png).filter(png -> png.length > 0)));
    }

    @PreDestroy
    void close() {
        codec.shutdownNow();
    }
}
