package dev.parley.core.analysis.prompting;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Leader clustering (Hartigan 1975, chapter 3): what comes joins the group whose middle it is most like, from a
 * likeness on, unless it clashes with one of its members; else it founds a group. Groups of one are the rule for
 * prompts, which other methods take for noise. Not thread-safe.
 *
 * @param <K> names of groups
 * @param <M> what tells whether two members clash; equal ones do the same
 */
public final class Leaders<K, M> {
    private final double like;
    private final BiPredicate<M, M> clash;
    private final List<Group<K, M>> groups = new ArrayList<>();
    private final Map<K, Group<K, M>> byName = new HashMap<>();

    /**
     * Without groups.
     *
     * @param like least cosine to a middle, -1 to 1
     */
    public Leaders(double like, BiPredicate<M, M> clash) {
        this.like = like;
        this.clash = clash;
    }

    /** The sum of its members' directions is where its middle lies. */
    private static final class Group<K, M> {
        private final K name;
        private final float[] sum;
        private final Set<M> members = new HashSet<>();

        Group(K name, int width) {
            this.name = name;
            this.sum = new float[width];
        }

        double likeness(float[] direction) {
            double product = 0;
            double squares = 0;
            for (int i = 0; i < sum.length; i++) {
                product += (double) sum[i] * direction[i];
                squares += (double) sum[i] * sum[i];
            }
            return product / Math.sqrt(squares);
        }

        double likeness(Group<K, M> other) {
            double product = 0;
            double squares = 0;
            double otherSquares = 0;
            for (int i = 0; i < sum.length; i++) {
                product += (double) sum[i] * other.sum[i];
                squares += (double) sum[i] * sum[i];
                otherSquares += (double) other.sum[i] * other.sum[i];
            }
            return product / Math.sqrt(squares * otherSquares);
        }
    }

    /**
     * The group that something belongs to; empty where it founds one.
     *
     * @param direction of length 1
     */
    public Optional<K> nearest(float[] direction, M member) {
        record Offer<K, M>(Group<K, M> group, double likeness) {}
        return groups.stream()
                .map(group -> new Offer<>(group, group.likeness(direction)))
                .filter(offer -> offer.likeness() >= like)
                .filter(offer -> offer.group().members.stream().noneMatch(other -> clash.test(member, other)))
                .max(Comparator.comparingDouble(Offer::likeness))
                .map(offer -> offer.group().name);
    }

    /** Joins a group, or founds it. */
    public void join(K name, float[] direction, M member) {
        Group<K, M> group = byName.computeIfAbsent(name, fresh -> {
            Group<K, M> founded = new Group<>(fresh, direction.length);
            groups.add(founded);
            return founded;
        });
        for (int i = 0; i < direction.length; i++) {
            group.sum[i] += direction[i];
        }
        group.members.add(member);
    }

    /**
     * Two groups that might be one.
     *
     * @param first founded before the second
     * @param likeness of their middles
     */
    public record Pair<K>(K first, K second, double likeness) {}

    /**
     * Groups whose middles are that much alike and of which no members clash, the most alike first: to be looked at, or
     * merged, by whoever may.
     */
    public List<Pair<K>> alike(double from) {
        List<Pair<K>> found = new ArrayList<>();
        for (int second = 1; second < groups.size(); second++) {
            for (int first = 0; first < second; first++) {
                Group<K, M> one = groups.get(first);
                Group<K, M> other = groups.get(second);
                double likeness = one.likeness(other);
                if (likeness >= from && one.members.stream().noneMatch(member -> clashes(member, other))) {
                    found.add(new Pair<>(one.name, other.name, likeness));
                }
            }
        }
        found.sort(Comparator.comparingDouble((Pair<K> pair) -> -pair.likeness()));
        return found;
    }

    private boolean clashes(M member, Group<K, M> group) {
        return group.members.stream().anyMatch(other -> clash.test(member, other));
    }
}
