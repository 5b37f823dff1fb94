package dev.parley.core.reactive;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Group commit: whoever comes while a group is being worked on waits for the next one, so that one transaction and one
 * sync to disk serve many. A member that comes to an idle instance begins at once and waits for nobody. Each member is
 * answered after its own group has ended. Safe from any thread; members are answered on the group's context.
 *
 * @param <I> what a member brings
 * @param <O> what it gets
 */
public final class Groups<I, O> {
    private final int largest;
    private final int atOnce;
    private final Function<List<I>, Uni<List<Answer<O>>>> work;
    private final Predicate<Throwable> undone;
    private final Queue<Member<I, O>> waiting = new ArrayDeque<>();
    private int running;

    /**
     * @param largest members of one group at most
     * @param atOnce groups that may be worked on at the same time
     * @param work answers every member of a group, in order, or fails as a whole
     * @param undone whether a failure says for certain that nothing of the group was kept; then each member is tried
     *     again alone, so that one bad member spoils nobody else's
     */
    public Groups(int largest, int atOnce, Function<List<I>, Uni<List<Answer<O>>>> work, Predicate<Throwable> undone) {
        if (largest < 1 || atOnce < 1) {
            throw new IllegalArgumentException(
                    "groups need room for one member and one group, not %d and %d".formatted(largest, atOnce));
        }
        this.largest = largest;
        this.atOnce = atOnce;
        this.work = work;
        this.undone = undone;
    }

    /** Lazily: each subscription joins once. */
    public Uni<O> join(I item) {
        return Uni.createFrom().emitter(emitter -> {
            synchronized (waiting) {
                waiting.add(new Member<>(item, emitter));
            }
            begin();
        });
    }

    private void begin() {
        List<Member<I, O>> group = new ArrayList<>();
        synchronized (waiting) {
            if (running == atOnce || waiting.isEmpty()) {
                return;
            }
            running++;
            while (group.size() < largest && !waiting.isEmpty()) {
                group.add(waiting.remove());
            }
        }
        answered(group).subscribe().with(ignored -> ended());
    }

    private void ended() {
        synchronized (waiting) {
            running--;
        }
        begin();
    }

    /** Never fails: what went wrong is the members' answer. */
    private Uni<Void> answered(List<Member<I, O>> group) {
        return Uni.createFrom()
                .deferred(() -> work.apply(group.stream().map(Member::item).toList()))
                .invoke(answers -> {
                    for (int i = 0; i < group.size(); i++) {
                        answers.get(i).give(group.get(i).emitter());
                    }
                })
                .replaceWithVoid()
                .onFailure()
                .recoverWithUni(failure -> group.size() > 1 && undone.test(failure)
                        ? eachAlone(group)
                        : Uni.createFrom()
                                .voidItem()
                                .invoke(() ->
                                        group.forEach(member -> member.emitter().fail(failure))));
    }

    private Uni<Void> eachAlone(List<Member<I, O>> group) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (Member<I, O> member : group) {
            all = all.chain(() -> answered(List.of(member)));
        }
        return all;
    }

    /** What one member gets. */
    public sealed interface Answer<O> {
        void give(UniEmitter<? super O> to);
    }

    /** It went well. */
    public record Done<O>(O result) implements Answer<O> {
        @Override
        public void give(UniEmitter<? super O> to) {
            to.complete(result);
        }
    }

    /** It was refused, which is this member's affair alone. */
    public record Refused<O>(Throwable why) implements Answer<O> {
        @Override
        public void give(UniEmitter<? super O> to) {
            to.fail(why);
        }
    }

    private record Member<I, O>(I item, UniEmitter<? super O> emitter) {}
}
