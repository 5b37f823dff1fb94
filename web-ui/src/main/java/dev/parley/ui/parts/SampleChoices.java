package dev.parley.ui.parts;

import dev.parley.core.result.Judge;
import dev.parley.core.result.Sample;
import dev.parley.core.scene.SceneData;
import dev.parley.core.station.StationKind;
import dev.parley.ui.words.JudgeWords;
import dev.parley.ui.words.StationWords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a form offers of which episodes to look at. */
public record SampleChoices(Sample sample, List<SceneData> scenes) {

    /** One thing to choose. */
    public record Choice(String value, String label, boolean on) {}

    /** Tasks of one scene. */
    public record Scene(String title, List<Choice> choices) {}

    public List<Choice> bodies() {
        return Arrays.stream(StationKind.values())
                .map(kind -> new Choice(SampleQuery.lower(kind), StationWords.kind(kind), kind == sample.body()))
                .toList();
    }

    public List<Choice> judges() {
        return Arrays.stream(Judge.values())
                .map(judge -> new Choice(judge.row(), JudgeWords.label(judge.row()), judge == sample.judge()))
                .toList();
    }

    public List<Scene> tasks() {
        String on = SampleQuery.on(sample);
        List<Scene> all = new ArrayList<>();
        for (SceneData scene : scenes) {
            List<Choice> choices = new ArrayList<>();
            choices.add(new Choice(scene.id(), "All of " + scene.title(), on.equals(scene.id())));
            scene.tasks().forEach(task -> {
                String value = scene.id() + "/" + task.id();
                choices.add(new Choice(value, task.reading(), on.equals(value)));
            });
            all.add(new Scene(scene.title(), choices));
        }
        return all;
    }

    /** "Judge: the scene's own judge. Body: simulation." */
    public String by() {
        return "Judge: %s. Body: %s."
                .formatted(
                        JudgeWords.label(sample.judge().row()).toLowerCase(Locale.ROOT),
                        StationWords.kind(sample.body()).toLowerCase(Locale.ROOT));
    }
}
