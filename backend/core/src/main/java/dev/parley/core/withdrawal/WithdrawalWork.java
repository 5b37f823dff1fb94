package dev.parley.core.withdrawal;

import dev.parley.contracts.AuthorId;
import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.PromptId;
import dev.parley.core.artifact.ArtifactStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/**
 * One step of each withdrawal that is due: rows, then media, then another look until nothing can arrive any more. Every
 * step may be done twice, by one process after another was killed in the middle of it.
 */
@ApplicationScoped
class WithdrawalWork {
    private static final Logger LOG = Logger.getLogger(WithdrawalWork.class);
    private static final int AT_ONCE = 8;
    private static final int PROMPTS_A_STEP = 50;

    /** A stopped episode needs some seconds to end. */
    private static final Duration SOON = Duration.ofSeconds(2);

    /** One whose end never comes is not waited for: what it sends later is deleted later. */
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(10);

    private final WithdrawalRows rows;
    private final ContentRows content;
    private final StoredWithdrawals withdrawals;
    private final ArtifactStore artifacts;
    private final WithdrawalConfig config;
    private final Clock clock;
    private final ExecutorService files = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("withdrawal-files").daemon().factory());

    @Inject
    WithdrawalWork(
            WithdrawalRows rows,
            ContentRows content,
            StoredWithdrawals withdrawals,
            ArtifactStore artifacts,
            WithdrawalConfig config,
            Clock clock) {
        this.rows = rows;
        this.content = content;
        this.withdrawals = withdrawals;
        this.artifacts = artifacts;
        this.config = config;
        this.clock = clock;
    }

    /** @return how many were due; a step that fails stays due */
    Uni<Integer> work() {
        return rows.claim(config.step(), AT_ONCE)
                .chain(claimed -> Multi.createFrom()
                        .iterable(claimed)
                        .onItem()
                        .transformToUniAndConcatenate(this::step)
                        .collect()
                        .asList()
                        .replaceWith(claimed.size()));
    }

    private Uni<Void> step(WithdrawalRows.Claimed claimed) {
        Withdrawal withdrawal = claimed.withdrawal();
        return Uni.createFrom()
                .deferred(() -> withdrawal
                        .prompt()
                        .map(prompt -> ofPrompt(withdrawal, prompt))
                        .orElseGet(() -> claimed.author()
                                .map(author -> ofEverything(withdrawal, author))
                                .orElseGet(() -> rows.close(withdrawal.id()))))
                .onFailure()
                .invoke(failure ->
                        LOG.warnf(failure, "withdrawal %s: a step failed; it is tried again", withdrawal.id()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> ofPrompt(Withdrawal withdrawal, PromptId prompt) {
        if (withdrawal.rowsGoneAt().isEmpty()) {
            return content.stillOpen(prompt)
                    .chain(open -> open && !overdue(withdrawal)
                            ? rows.again(withdrawal.id(), SOON)
                            : content.erase(withdrawal.id(), prompt));
        }
        return content.episodes(prompt)
                .chain(this::deleteMedia)
                .chain(() -> withdrawal.mediaGoneAt().isEmpty()
                        ? rows.mediaGone(withdrawal.id(), Duration.ZERO)
                        : content.mayStillCome(prompt)
                                .chain(more -> more
                                        ? rows.again(withdrawal.id(), config.lookAgainEvery())
                                        : rows.close(withdrawal.id())));
    }

    /** Each prompt becomes a withdrawal of its own; when none is left, what was sent beside them goes. */
    private Uni<Void> ofEverything(Withdrawal withdrawal, AuthorId author) {
        if (withdrawal.rowsGoneAt().isEmpty()) {
            return content.left(author, PROMPTS_A_STEP)
                    .chain(prompts -> prompts.isEmpty()
                            ? content.erase(withdrawal.id(), author)
                            : Multi.createFrom()
                                    .iterable(prompts)
                                    .onItem()
                                    .transformToUniAndConcatenate(prompt ->
                                            withdrawals.hide(prompt, Optional.of(author), Optional.of(withdrawal.id())))
                                    .collect()
                                    .asList()
                                    .chain(() -> rows.again(withdrawal.id(), Duration.ZERO)));
        }
        return content.partsOpen(withdrawal.id())
                .chain(open -> open > 0
                        ? rows.again(withdrawal.id(), SOON)
                        : rows.mediaGone(withdrawal.id(), Duration.ZERO).chain(() -> rows.close(withdrawal.id())));
    }

    private boolean overdue(Withdrawal withdrawal) {
        return withdrawal.requestedAt().plus(LONG_ENOUGH).isBefore(clock.instant());
    }

    private Uni<Void> deleteMedia(List<EpisodeId> episodes) {
        return Uni.createFrom()
                .item(episodes)
                .emitOn(files)
                .invoke(this::delete)
                .replaceWithVoid();
    }

    private void delete(List<EpisodeId> episodes) {
        for (EpisodeId episode : episodes) {
            try {
                artifacts.erase(episode);
            } catch (IOException e) {
                throw new UncheckedIOException("media of episode " + episode + " could not be deleted", e);
            }
        }
    }

    @PreDestroy
    void close() {
        files.shutdown();
    }
}
