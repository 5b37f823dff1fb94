package dev.parley.ui.results;

import dev.parley.core.result.Sample;
import dev.parley.core.scene.SceneData;
import dev.parley.ui.bridge.Names;
import dev.parley.ui.parts.SampleChoices;
import dev.parley.ui.parts.SampleQuery;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Results beyond one rate, as their page shows them.
 *
 * @param policy whose conditions are looked at
 * @param rates of versions in the scene, each task weighing the same
 * @param moved empty where nothing was judged
 */
public record ResultsLook(
        Sample sample,
        Optional<String> policy,
        List<SceneData> scenes,
        Names.Known names,
        List<WeighedLook> rates,
        Optional<MovedLook> moved,
        SimRealLook real,
        SimRealLook rehearsal,
        List<AgreeingLook> proxies,
        String proxiesApi) {

    public SampleChoices choices() {
        return new SampleChoices(sample, scenes);
    }

    public List<SampleChoices.Choice> policies() {
        return names.policies().entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(each -> new SampleChoices.Choice(
                        each.getKey(),
                        each.getValue(),
                        policy.filter(each.getKey()::equals).isPresent()))
                .toList();
    }

    /** The scene that is looked at, as people call it. */
    public String sceneTitle() {
        return sample.sceneId().map(names::scene).orElse("");
    }

    public String ratesApi() {
        return "/api/v1/results/rates?"
                + SampleQuery.api(new Sample(sample.body(), sample.judge(), sample.sceneId(), Optional.empty()));
    }
}
