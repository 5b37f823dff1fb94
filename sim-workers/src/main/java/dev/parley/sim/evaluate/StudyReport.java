package dev.parley.sim.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.sim.rollout.SuccessRate;
import dev.parley.sim.scene.SceneDescription;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Shows what a study found, like {@link Report} what an evaluation on this machine found; what moved and the fingerprint are
 * with the stations and not shown.
 */
final class StudyReport {

    private static final String ALL = "all";
    private static final String IN_VOCABULARY = "in vocabulary";

    private final Map<String, Object> arguments = new LinkedHashMap<>();
    private final Map<String, SuccessRate> tasks = new LinkedHashMap<>();
    private final @Nullable SuccessRate all;
    private final @Nullable SuccessRate inVocabulary;
    private final double steps;
    private final int lost;

    /** @param episodes items as the platform gives them */
    StudyReport(Preparation prepared, String name, URI address, List<JsonNode> episodes) {
        arguments.put("study", name);
        arguments.put("address", address.toString());
        for (String argument : List.of("policy", "version", "prompt_by", "first_seed", "conditions")) {
            arguments.put(argument, prepared.arguments().get(argument));
        }
        List<JsonNode> done = episodes.stream()
                .filter(episode -> episode.path("state").asText().equals("DONE"))
                .toList();
        Map<String, List<JsonNode>> byTask = new TreeMap<>();
        done.forEach(episode -> byTask.computeIfAbsent(
                        episode.path("sceneId").asText() + " "
                                + episode.path("taskId").asText(),
                        task -> new ArrayList<>())
                .add(episode));
        byTask.forEach((task, own) -> tasks.put(task, certain(own)));
        all = rate(done);
        Map<String, SceneDescription> scenes = scenes(prepared);
        inVocabulary =
                rate(done.stream().filter(episode -> isKnown(episode, scenes)).toList());
        steps = done.stream()
                .mapToInt(episode -> episode.path("steps").asInt())
                .average()
                .orElse(0);
        lost = episodes.size() - done.size();
    }

    private static Map<String, SceneDescription> scenes(Preparation prepared) {
        return prepared.episodes().stream()
                .map(PlannedEpisode::scene)
                .distinct()
                .map(SceneDescription::load)
                .collect(Collectors.toMap(SceneDescription::id, scene -> scene));
    }

    // As the policy says or, where it cannot tell, as the scene can read the words.
    private static boolean isKnown(JsonNode episode, Map<String, SceneDescription> scenes) {
        if (episode.path("unfamiliar").isBoolean()) {
            return !episode.path("unfamiliar").asBoolean();
        }
        String words = episode.path("instruction").asText("");
        return words.isEmpty()
                || Optional.ofNullable(scenes.get(episode.path("sceneId").asText()))
                        .flatMap(scene -> scene.recogniser().recognise(words))
                        .isPresent();
    }

    private static @Nullable SuccessRate rate(List<JsonNode> episodes) {
        return episodes.isEmpty() ? null : certain(episodes);
    }

    private static SuccessRate certain(List<JsonNode> episodes) {
        return new SuccessRate(
                (int) episodes.stream()
                        .filter(episode -> episode.path("success").asBoolean())
                        .count(),
                episodes.size());
    }

    /** For people. */
    String table() {
        int width = tasks.keySet().stream().mapToInt(String::length).max().orElse(0);
        StringBuilder table = new StringBuilder();
        table.append("%s, version %s%n".formatted(arguments.get("policy"), arguments.get("version")));
        tasks.forEach((task, rate) -> table.append(Report.line(task, width, rate)));
        table.append(Report.line(ALL, width, all));
        table.append(Report.line(IN_VOCABULARY, width, inVocabulary));
        if (lost > 0) {
            table.append("%d more ended without a result and count nowhere%n".formatted(lost));
        }
        table.append("%.1f steps an episode%n".formatted(steps));
        return table.toString();
    }

    /** For programs. */
    String json() {
        Map<String, Object> document = new LinkedHashMap<>(arguments);
        document.put(ALL, Report.rate(all));
        document.put("in_vocabulary", Report.rate(inVocabulary));
        document.put("lost", lost);
        document.put("mean_steps", steps);
        Map<String, Object> byTask = new LinkedHashMap<>();
        tasks.forEach((task, each) -> byTask.put(task, Report.rate(each)));
        document.put("by_task", byTask);
        try {
            return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The outcome cannot be written as JSON", e);
        }
    }
}
