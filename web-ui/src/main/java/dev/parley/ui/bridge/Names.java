package dev.parley.ui.bridge;

import dev.parley.core.policy.Policies;
import dev.parley.core.policy.PolicyData;
import dev.parley.core.reactive.ReactiveBridge;
import dev.parley.core.reactive.SharedReads;
import dev.parley.core.scene.SceneData;
import dev.parley.core.scene.Scenes;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What scenes and policies are called; announced seldom, shown everywhere, so it may be five seconds old. */
@ApplicationScoped
public class Names {
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final SharedReads<String, Known> known;

    /**
     * @param scenes title by id, in the order of ids
     * @param policies title by name, in the order of names
     * @param told names of policies that are told where things are, in order
     */
    public record Known(Map<String, String> scenes, Map<String, String> policies, List<String> told) {
        /** A scene that was announced a moment ago, or never, is called by its id. */
        public String scene(String id) {
            return scenes.getOrDefault(id, id);
        }

        /** A policy that nobody announces any more is called by its name in REST. */
        public String policy(String name) {
            return policies.getOrDefault(name, name);
        }
    }

    @Inject
    public Names(Scenes scenes, Policies policies, ReactiveBridge bridge) {
        known = new SharedReads<>(
                bridge,
                all -> scenes.all().flatMap(found -> policies.all().map(named -> known(found, named))),
                found -> FRESH,
                1,
                found -> 1);
    }

    public Uni<Known> now() {
        return known.get("all");
    }

    private static Known known(List<SceneData> scenes, List<PolicyData> policies) {
        Map<String, String> titles = new TreeMap<>();
        scenes.forEach(scene -> titles.put(scene.id(), scene.title()));
        Map<String, String> policyTitles = new TreeMap<>();
        policies.stream()
                .sorted(Comparator.comparing(PolicyData::firstSeen))
                .forEach(version -> policyTitles.put(version.name(), version.title()));
        List<String> told = policies.stream()
                .filter(PolicyData::privileged)
                .map(PolicyData::name)
                .sorted()
                .toList();
        return new Known(titles, policyTitles, told);
    }
}
