package dev.parley.ui.compare;

import dev.parley.core.comparison.Ballot;
import dev.parley.core.comparison.ComparisonData;
import dev.parley.core.comparison.NotCounted;
import dev.parley.ui.words.PromptWords;
import java.util.List;
import java.util.Optional;

/**
 * What the page of a comparison is for everybody and at any time: what was asked, and what was committed to. Which policies they
 * are is not in it; that comes by a call of its own, which answers only whoever may know.
 *
 * @param scene the scene's name for people
 * @param notCounted why votes on it enter no ranking; empty where they do
 * @param origin under which the site is seen
 */
public record CompareLook(
        String id,
        Optional<String> instruction,
        Optional<String> picture,
        Optional<String> reading,
        String scene,
        Optional<String> notCounted,
        String commitment,
        String origin) {
    static CompareLook of(ComparisonData comparison, String scene, String origin) {
        return new CompareLook(
                comparison.id().toString(),
                comparison.instruction(),
                comparison.goalImage().map(PromptWords::picture),
                comparison.taskReading(),
                scene,
                comparison.notCounted().map(NotCounted::sentence),
                comparison.commitment(),
                origin);
    }

    public String whyNot() {
        return notCounted.orElse("");
    }

    public String asked() {
        return instruction.map(words -> "“" + words + "”").orElse("A goal picture");
    }

    public String judged() {
        return PromptWords.reading(instruction.isPresent(), reading);
    }

    public String goal() {
        return picture.orElse("");
    }

    public String draw() {
        return origin + "/api/v1/comparisons/" + id + "/draw";
    }

    public List<String> reasons() {
        return Ballot.REASONS;
    }
}
