package dev.parley.core.push;

import dev.parley.core.account.Author;
import dev.parley.core.follow.News;
import dev.parley.core.follow.NewsWords;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.prompt.WaitEstimates;
import dev.parley.core.push.PushOutbox.Wish;
import dev.parley.core.scene.SceneData;
import dev.parley.core.scene.Scenes;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One look at what is to be told, and telling it. Any replica may, at any time, also at the same time. */
@ApplicationScoped
class PushRound {
    /** All of a look: one that does not answer keeps nobody else waiting. */
    private static final int SENT_AT_ONCE = PushOutbox.AT_ONCE;

    private static final int TRIES = 5;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(15);

    private final PushOutbox outbox;
    private final PushSender sender;
    private final WaitEstimates waits;
    private final Scenes scenes;

    @Inject
    PushRound(PushOutbox outbox, PushSender sender, WaitEstimates waits, Scenes scenes) {
        this.outbox = outbox;
        this.sender = sender;
        this.waits = waits;
        this.scenes = scenes;
    }

    /** Prompts that run or have ended since. */
    Uni<Void> prompts() {
        return outbox.notePrompts().replaceWithVoid();
    }

    /** Lines that have opened or closed since, one person after the other: each is let in by what they asked themselves. */
    Uni<Void> lines() {
        return outbox.wishes()
                .chain(wishes -> Multi.createFrom()
                        .iterable(wishes)
                        .onItem()
                        .transformToUniAndConcatenate(wish -> open(wish).chain(open -> outbox.noteLine(wish, open)))
                        .collect()
                        .last())
                .chain(outbox::sweep);
    }

    private Uni<Boolean> open(Wish wish) {
        return waits.ifAskedNow(wish.sceneId(), wish.policyName(), wish.wantedBody(), new Author(wish.person(), ""))
                .map(wait -> wait.within(waits.longest()))
                .onFailure(ParleyException.class)
                .recoverWithItem(false);
    }

    /** All that are due. */
    Uni<Void> send() {
        return outbox.take()
                .chain(taken -> Multi.createFrom()
                        .iterable(taken)
                        .onItem()
                        .transformToUni(this::send)
                        .merge(SENT_AT_ONCE)
                        .collect()
                        .last()
                        .chain(() -> taken.size() < PushOutbox.AT_ONCE
                                ? Uni.createFrom().voidItem()
                                : send()));
    }

    private Uni<Void> send(PushMessage message) {
        return words(message.news())
                .onItemOrFailure()
                // Without words nothing was sent.
                .transformToUni((words, failure) ->
                        failure != null ? after(message, PushSender.Answer.LATER) : sendWords(message, words))
                // Its row cannot be changed now; the others of this look are sent all the same.
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> sendWords(PushMessage message, Optional<NewsWords> words) {
        return words.map(said -> sender.send(message, said).chain(answer -> after(message, answer)))
                .orElseGet(() -> outbox.done(message));
    }

    private Uni<Optional<NewsWords>> words(Optional<News> news) {
        if (news.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return switch (news.get()) {
            case News.OfPrompt prompt -> Uni.createFrom().item(Optional.of(NewsWords.of(prompt)));
            case News.OfLine line ->
                scenes.all().map(all -> Optional.of(NewsWords.of(line, title(line.sceneId(), all))));
        };
    }

    private static String title(String sceneId, List<SceneData> all) {
        return all.stream()
                .filter(scene -> scene.id().equals(sceneId))
                .map(SceneData::title)
                .findFirst()
                .orElse(sceneId);
    }

    private Uni<Void> after(PushMessage message, PushSender.Answer answer) {
        return switch (answer) {
            case TAKEN, LOST -> outbox.done(message);
            case GONE -> outbox.gone(message);
            case LATER ->
                message.tries() < TRIES
                        ? outbox.again(message, FIRST_PAUSE.multipliedBy(1L << (message.tries() - 1)))
                        : outbox.done(message);
        };
    }
}
