package dev.parley.core.study;

import dev.parley.contracts.Sha256;
import dev.parley.contracts.StationId;
import dev.parley.core.result.Judge;
import dev.parley.core.result.Version;
import dev.parley.core.station.WantedBody;
import dev.parley.core.turn.PinnedConditions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A plan as text that never changes: the same plan is the same text, and has the same digest. */
final class FrozenPlan {
    private FrozenPlan() {}

    static String written(StudyPlan plan) {
        JsonArray policies = new JsonArray();
        plan.policies()
                .forEach(each ->
                        policies.add(new JsonObject().put("name", each.name()).put("digest", each.digest())));
        JsonArray tasks = new JsonArray();
        plan.tasks()
                .forEach(each -> tasks.add(new JsonObject()
                        .put("sceneId", each.sceneId())
                        .put("taskId", each.taskId())
                        .put("instruction", each.instruction())));
        JsonArray stations = new JsonArray();
        plan.stations().forEach(each -> stations.add(each.toString()));
        return new JsonObject()
                .put("question", plan.question())
                .put("policies", policies)
                .put("tasks", tasks)
                .put("conditions", new JsonObject(new TreeMap<String, Object>(plan.conditions())))
                .put("firstSeed", Long.toUnsignedString(plan.firstSeed()))
                .put("rule", plan.rule().name())
                .put("alpha", plan.alpha())
                .put("mostBlocks", plan.mostBlocks())
                .put("judge", plan.judge().name())
                .put("evenShare", plan.evenShare())
                .put("body", plan.body().map(WantedBody::name).orElse(null))
                .put("stations", stations)
                .encodePrettily();
    }

    static StudyPlan read(String text) {
        JsonObject plan = new JsonObject(text);
        return new StudyPlan(
                plan.getString("question"),
                objects(plan, "policies").stream()
                        .map(each -> new Version(each.getString("name"), each.getString("digest")))
                        .toList(),
                objects(plan, "tasks").stream()
                        .map(each -> new StudyPlan.Task(
                                each.getString("sceneId"), each.getString("taskId"), each.getString("instruction")))
                        .toList(),
                conditions(plan),
                Long.parseUnsignedLong(plan.getString("firstSeed")),
                StudyPlan.Rule.valueOf(plan.getString("rule")),
                plan.getDouble("alpha"),
                plan.getInteger("mostBlocks"),
                Judge.valueOf(plan.getString("judge")),
                plan.getDouble("evenShare"),
                Optional.ofNullable(plan.getString("body")).map(WantedBody::valueOf),
                plan.getJsonArray("stations").stream()
                        .map(each -> StationId.parse((String) each))
                        .toList());
    }

    private static List<JsonObject> objects(JsonObject plan, String field) {
        return plan.getJsonArray(field).stream().map(each -> (JsonObject) each).toList();
    }

    private static Map<String, Double> conditions(JsonObject plan) {
        return PinnedConditions.read(plan.getJsonObject("conditions").encode());
    }

    /** In hex. */
    static String sha256(String text) {
        return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
    }
}
