package dev.parley.core.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.core.analysis.prompting.Leaders;
import dev.parley.core.analysis.prompting.Sortings;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How well likeness by the real model sorts prompts that people sorted: {@code embedding/prompts-by-family.tsv}, in
 * forty orders.
 */
class PromptFamiliesTest {
    private static final Logger LOG = Logger.getLogger(PromptFamiliesTest.class);
    private static final int ORDERS = 40;
    private static final double LIKE = 0.55;
    private static final List<List<Set<String>>> OPPOSITES = List.of(
            List.of(Set.of("open"), Set.of("close", "closed", "shut")),
            List.of(Set.of("left", "leftwards"), Set.of("right", "rightwards")),
            List.of(Set.of("in", "insert", "into"), Set.of("out", "remove", "unplug", "off")));

    @TempDir
    private static Path folder;

    private static MiniLm model;

    private record Prompt(int family, String words, float[] meaning) {}

    @BeforeAll
    static void load() throws Exception {
        model = MiniLm.load(folder);
    }

    @AfterAll
    static void close() throws Exception {
        model.close();
    }

    private static List<Prompt> prompts() throws Exception {
        List<Prompt> prompts = new ArrayList<>();
        Map<String, Integer> families = new HashMap<>();
        try (InputStream file = PromptFamiliesTest.class.getResourceAsStream("/embedding/prompts-by-family.tsv")) {
            for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                String[] parts = line.split("\t");
                int family = families.computeIfAbsent(parts[0], any -> families.size());
                prompts.add(new Prompt(family, parts[1], model.encode(parts[1])));
            }
        }
        return prompts;
    }

    private static boolean opposite(String one, String other) {
        Set<String> first = new HashSet<>(Arrays.asList(one.split(" ")));
        Set<String> second = new HashSet<>(Arrays.asList(other.split(" ")));
        return OPPOSITES.stream()
                .anyMatch(pair -> says(first, pair.get(0)) && says(second, pair.get(1))
                        || says(first, pair.get(1)) && says(second, pair.get(0)));
    }

    private static boolean says(Set<String> words, Set<String> side) {
        return side.stream().anyMatch(words::contains);
    }

    /** Mean over orders, since the first of a family founds it. */
    private static double agreement(List<Prompt> prompts, BiPredicate<String, String> clash) {
        Random random = new Random(1);
        double sum = 0;
        List<Prompt> order = new ArrayList<>(prompts);
        for (int run = 0; run < ORDERS; run++) {
            Collections.shuffle(order, random);
            Leaders<Integer, String> leaders = new Leaders<>(LIKE, clash);
            int[] truth = new int[order.size()];
            int[] found = new int[order.size()];
            for (int i = 0; i < order.size(); i++) {
                Prompt prompt = order.get(i);
                truth[i] = prompt.family();
                found[i] = leaders.nearest(prompt.meaning(), prompt.words()).orElse(i);
                leaders.join(found[i], prompt.meaning(), prompt.words());
            }
            sum += Sortings.agreement(truth, found) / ORDERS;
        }
        return sum;
    }

    @Test
    void openingAndClosingAreMoreAlikeThanMostWaysToAskForTheSame() throws Exception {
        double likeness = TextEncoder.likeness(model.encode("open the drawer"), model.encode("close the drawer"));
        assertThat(likeness).isCloseTo(0.905, within(0.0006));
    }

    @Test
    void oppositesThatAreKeptApartSortPromptsBetter() throws Exception {
        List<Prompt> prompts = prompts();
        assertThat(prompts).hasSizeGreaterThan(70);
        double bare = agreement(prompts, (one, other) -> false);
        double guarded = agreement(prompts, PromptFamiliesTest::opposite);
        LOG.infof(
                "adjusted Rand index of %d prompts: %.3f by likeness, %.3f with opposites",
                prompts.size(), bare, guarded);
        assertThat(guarded).isGreaterThan(bare + 0.02).isGreaterThan(0.65);
    }
}
