package dev.parley.core.family;

import dev.parley.core.embedding.TextEncoder;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Every saying as numbers, and exact search over all of them. Numbers are kept in 16 bits, which changes a likeness by less
 * than 0.001 and halves the memory: about 0.9 KB a saying with its words. One writer at a time; readers never wait and see what was
 * complete when they began.
 */
final class Meanings {
    private static final int WIDTH = TextEncoder.WIDTH;
    private static final int CHUNK = 1024;
    /** So chosen that the largest sum of products, one times one, fits 32 bits. */
    private static final int ONE = 1 << 14;

    private volatile Chunk[] chunks = new Chunk[0];
    private volatile int size;

    /** Grows by whole chunks: nothing that was written is ever copied. */
    private static final class Chunk {
        final short[] numbers = new short[CHUNK * WIDTH];
        final long[] sayings = new long[CHUNK];
        final FamilyId[] families = new FamilyId[CHUNK];
        final String[] scenes = new String[CHUNK];
        final String[] words = new String[CHUNK];
    }

    /**
     * One that was found.
     *
     * @param likeness cosine to what was looked for, -1 to 1
     * @param literal whether it has every word that was looked for
     */
    record Near(long saying, FamilyId family, String words, double likeness, boolean literal) {
        /** Who looks for a word wants the sentences that have it before those that only mean the like. */
        double rank() {
            return likeness + (literal ? 0.25 : 0);
        }
    }

    synchronized void add(long saying, FamilyId family, String scene, String words, float[] meaning) {
        int at = size % CHUNK;
        Chunk[] all = chunks;
        if (at == 0) {
            all = Arrays.copyOf(all, all.length + 1);
            all[all.length - 1] = new Chunk();
            chunks = all;
        }
        Chunk last = all[all.length - 1];
        for (int i = 0; i < WIDTH; i++) {
            last.numbers[at * WIDTH + i] = rounded(meaning[i]);
        }
        last.sayings[at] = saying;
        last.families[at] = family;
        // Few scenes, named by very many sayings.
        last.scenes[at] = scene.intern();
        last.words[at] = words;
        // Last: whoever reads this number finds everything before it written.
        size = size + 1;
    }

    int size() {
        return size;
    }

    /**
     * The nearest ones, best first; takes about 25 ms a hundred thousand sayings, so not on an event loop.
     *
     * @param meaning empty: by words alone
     * @param words every one of which makes a saying {@code literal}; none: nothing is
     * @param scene empty: of all scenes
     * @param least likeness that one which is not literal must have
     */
    List<Near> nearest(float[] meaning, List<String> words, String scene, double least, int most) {
        int known = size;
        Chunk[] all = chunks;
        // As wide as the sum: mixed so, the compiler makes it twice as fast as with two short ones.
        int[] wanted = new int[meaning.length];
        for (int i = 0; i < meaning.length; i++) {
            wanted[i] = rounded(meaning[i]);
        }
        PriorityQueue<Near> best = new PriorityQueue<>(Comparator.comparingDouble(Near::rank));
        for (int number = 0; number < known; number++) {
            Chunk chunk = all[number / CHUNK];
            int at = number % CHUNK;
            if (!scene.isEmpty() && !scene.equals(chunk.scenes[at])) {
                continue;
            }
            double likeness = wanted.length == 0 ? 0 : product(wanted, chunk.numbers, at * WIDTH);
            boolean literal = !words.isEmpty() && hasAll(chunk.words[at], words);
            if (literal || likeness >= least) {
                Near near = new Near(chunk.sayings[at], chunk.families[at], chunk.words[at], likeness, literal);
                if (best.size() < most) {
                    best.add(near);
                } else if (near.rank() > best.element().rank()) {
                    best.remove();
                    best.add(near);
                }
            }
        }
        return best.stream()
                .sorted(Comparator.comparingDouble(Near::rank).reversed().thenComparingLong(Near::saying))
                .toList();
    }

    private static double product(int[] one, short[] other, int from) {
        int sum = 0;
        for (int i = 0; i < WIDTH; i++) {
            sum += one[i] * other[from + i];
        }
        return (double) sum / ((long) ONE * ONE);
    }

    private static boolean hasAll(String text, List<String> words) {
        for (String word : words) {
            if (!text.contains(word)) {
                return false;
            }
        }
        return true;
    }

    private static short rounded(float number) {
        return (short) Math.round(number * ONE);
    }
}
