package dev.parley.core.study;

import dev.parley.core.policy.Policies;
import dev.parley.core.prompt.Moderation;
import dev.parley.core.scene.Scenes;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Holds one planned episode against what there is, as a study's items are; for features of core that plan episodes themselves. */
@ApplicationScoped
public class ItemCheck {
    private final Scenes scenes;
    private final Policies policies;
    private final Moderation moderation;

    @Inject
    ItemCheck(Scenes scenes, Policies policies, Moderation moderation) {
        this.scenes = scenes;
        this.policies = policies;
        this.moderation = moderation;
    }

    /**
     * An item that can run as it stands.
     *
     * @param taskReading what its judge will look for
     * @param maxSteps the horizon of its scene
     */
    public record Fit(StudyItem item, String taskReading, int maxSteps) {}

    /**
     * @param item with words and without a picture
     * @throws dev.parley.core.problem.ParleyException in the Uni, naming what of it cannot be
     */
    public Uni<Fit> fit(StudyItem item) {
        return scenes.all()
                .chain(all -> policies.version(item.policyName(), item.policyDigest())
                        .map(version ->
                                new StudyCheck(all, version.stream().toList(), moderation).of(item, Optional.empty())))
                .map(planned -> new Fit(planned.item(), planned.taskReading(), planned.maxSteps()));
    }
}
