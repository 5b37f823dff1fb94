package dev.parley.core.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class GroupsTest {
    private final List<List<String>> begun = new ArrayList<>();
    private final List<UniEmitter<? super List<Groups.Answer<String>>>> open = new ArrayList<>();
    private final Groups<String, String> groups =
            new Groups<>(3, 1, this::work, IllegalArgumentException.class::isInstance);

    @Test
    void whoComesToAnIdleInstanceBeginsAtOnceAndLaterOnesShareTheNextGroup() {
        CompletableFuture<String> a = join("a");
        CompletableFuture<String> b = join("b");
        CompletableFuture<String> c = join("c");
        assertThat(begun).containsExactly(List.of("a"));
        succeed();
        assertThat(a).isCompletedWithValue("done a");
        assertThat(b).isNotDone();
        assertThat(begun).containsExactly(List.of("a"), List.of("b", "c"));
        succeed();
        assertThat(b).isCompletedWithValue("done b");
        assertThat(c).isCompletedWithValue("done c");
    }

    @Test
    void aGroupHoldsNoMoreThanItMay() {
        for (String each : List.of("a", "b", "c", "d", "e")) {
            join(each);
        }
        succeed();
        assertThat(begun).containsExactly(List.of("a"), List.of("b", "c", "d"));
        succeed();
        assertThat(begun).last().isEqualTo(List.of("e"));
    }

    @Test
    void aRefusalIsOneMembersAffair() {
        join("a");
        CompletableFuture<String> bad = join("bad");
        CompletableFuture<String> good = join("good");
        succeed();
        succeed();
        assertThatThrownBy(bad::join).hasRootCauseMessage("refused bad");
        assertThat(good).isCompletedWithValue("done good");
    }

    @Test
    void afterAFailureThatKeptNothingEachIsTriedAloneSoThatOneSpoilsNobodyElse() {
        join("a");
        CompletableFuture<String> b = join("b");
        CompletableFuture<String> c = join("c");
        succeed();
        fail(new IllegalArgumentException("b breaks the transaction"));
        assertThat(begun).last().isEqualTo(List.of("b"));
        fail(new IllegalArgumentException("b breaks the transaction"));
        assertThat(begun).last().isEqualTo(List.of("c"));
        succeed();
        assertThatThrownBy(b::join).hasRootCauseMessage("b breaks the transaction");
        assertThat(c).isCompletedWithValue("done c");
    }

    @Test
    void afterAFailureInDoubtNobodyIsTriedAgainSinceItMayHaveBeenKept() {
        join("a");
        CompletableFuture<String> b = join("b");
        CompletableFuture<String> c = join("c");
        succeed();
        int before = begun.size();
        fail(new IllegalStateException("connection lost"));
        assertThat(begun).hasSize(before);
        assertThatThrownBy(b::join).isInstanceOf(CompletionException.class);
        assertThatThrownBy(c::join).hasRootCauseMessage("connection lost");
        join("d");
        assertThat(begun).last().isEqualTo(List.of("d"));
    }

    private Uni<List<Groups.Answer<String>>> work(List<String> group) {
        begun.add(List.copyOf(group));
        return Uni.createFrom().emitter(open::add);
    }

    private CompletableFuture<String> join(String item) {
        return groups.join(item).subscribeAsCompletionStage();
    }

    private void succeed() {
        List<String> group = begun.getLast();
        open.removeFirst()
                .complete(group.stream()
                        .<Groups.Answer<String>>map(item -> item.startsWith("bad")
                                ? new Groups.Refused<>(new IllegalArgumentException("refused " + item))
                                : new Groups.Done<>("done " + item))
                        .toList());
    }

    private void fail(RuntimeException failure) {
        open.removeFirst().fail(failure);
    }
}
