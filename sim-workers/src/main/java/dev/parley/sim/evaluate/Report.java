package dev.parley.sim.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.sim.rollout.SuccessRate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows what an evaluation found. */
final class Report {

    private final Map<String, Object> arguments;
    private final Summary summary;

    Report(Map<String, Object> arguments, Summary summary) {
        this.arguments = arguments;
        this.summary = summary;
    }

    /** For people. */
    String table() {
        int width =
                summary.tasks().keySet().stream().mapToInt(String::length).max().orElse(0);
        StringBuilder table = new StringBuilder();
        table.append("%s, version %s%n".formatted(arguments.get("policy"), arguments.get("version")));
        summary.tasks().forEach((task, rate) -> table.append(line(task, width, rate)));
        table.append(line("all", width, summary.all()));
        table.append(line("in vocabulary", width, summary.inVocabulary()));
        table.append(line("wrong object", width, summary.wrongObject()));
        if (summary.notSetUp() > 0) {
            table.append("%d more could not be set up under these conditions%n".formatted(summary.notSetUp()));
        }
        table.append("%.1f steps an episode, fingerprint %s%n".formatted(summary.steps(), summary.fingerprint()));
        return table.toString();
    }

    static String line(String what, int width, @Nullable SuccessRate rate) {
        String shown = rate == null
                ? "none"
                : String.format(
                        Locale.ROOT,
                        "%4d/%-4d  %5.1f %%   %4.1f to %5.1f %%",
                        rate.successes(),
                        rate.trials(),
                        100.0 * rate.successes() / rate.trials(),
                        100 * Math.max(0, rate.low()),
                        100 * Math.min(1, rate.high()));
        return String.format(Locale.ROOT, "%-" + Math.max(width, 13) + "s  %s%n", what, shown);
    }

    /** For programs: the arguments and all counts with their intervals. */
    String json() {
        Map<String, Object> document = new LinkedHashMap<>(arguments);
        document.put("all", rate(summary.all()));
        document.put("in_vocabulary", rate(summary.inVocabulary()));
        document.put("wrong_object", rate(summary.wrongObject()));
        document.put("not_set_up", summary.notSetUp());
        document.put("mean_steps", summary.steps());
        document.put("fingerprint", summary.fingerprint());
        Map<String, Object> tasks = new LinkedHashMap<>();
        summary.tasks().forEach((task, each) -> tasks.put(task, rate(each)));
        document.put("by_task", tasks);
        try {
            return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The outcome cannot be written as JSON", e);
        }
    }

    static Map<String, Object> rate(@Nullable SuccessRate rate) {
        if (rate == null) {
            return Map.of("count", 0, "of", 0);
        }
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("count", rate.successes());
        shown.put("of", rate.trials());
        shown.put("wilson_low", Math.max(0, rate.low()));
        shown.put("wilson_high", Math.min(1, rate.high()));
        return shown;
    }
}
