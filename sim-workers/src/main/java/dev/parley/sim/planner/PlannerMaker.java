package dev.parley.sim.planner;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.sim.policy.Policies;
import dev.parley.sim.policy.Policy;
import dev.parley.sim.policy.PolicyCard;
import dev.parley.sim.policy.PolicyException;
import dev.parley.sim.policy.PolicyMaker;
import dev.parley.sim.policy.SentenceEncoder;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.scene.SceneFolder;
import dev.parley.sim.training.Phrasings;
import java.io.IOException;
import java.util.Map;

/** Makes policies of the kind {@code planner}; found by the service loader. */
public final class PlannerMaker implements PolicyMaker {

    /** Of the planner's settings. */
    public static final String SETTINGS = "planner.json";

    /** Of the network that looks at skills. */
    public static final String NETWORK = "affordance.onnx";

    @Override
    public String kind() {
        return "planner";
    }

    @Override
    public Policy make(PolicyCard card, SceneDescription scene, Map<String, byte[]> files) {
        PlannerFile settings = settings(card, files);
        String version = Policies.card(settings.skills()).version();
        if (!version.equals(settings.skillsVersion())) {
            throw new PolicyException("Planner " + card.name() + " was made for version " + settings.skillsVersion()
                    + " of policy " + settings.skills() + ", this package has version " + version + ": reinstall it.");
        }
        NamedThings things = new NamedThings(scene.vocabulary());
        SkillBook book = SkillBook.of(
                scene, Phrasings.load(SceneFolder.of(scene.id())), things, new SentenceEncoder(), settings.code());
        Policy low = Policies.load(settings.skills(), scene);
        return new PlannerPolicy(
                card,
                low,
                things,
                book,
                new LearnedAffordances(file(card, files, NETWORK), settings.code()),
                settings.border());
    }

    private static PlannerFile settings(PolicyCard card, Map<String, byte[]> files) {
        try {
            return new JsonMapper().readValue(file(card, files, SETTINGS), PlannerFile.class);
        } catch (IOException e) {
            throw new PolicyException(
                    "The settings of planner " + card.name() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static byte[] file(PolicyCard card, Map<String, byte[]> files, String name) {
        byte[] file = files.get(name);
        if (file == null) {
            throw new PolicyException(
                    "Planner " + card.name() + " lacks its file " + name + "; it has " + files.keySet());
        }
        return file;
    }
}
