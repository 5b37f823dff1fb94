package dev.parley.ui.ask;

import dev.parley.core.family.Families;
import dev.parley.core.family.Wanted;
import dev.parley.ui.bridge.Names;
import dev.parley.ui.episode.UiConfig;
import dev.parley.ui.parts.FamilyRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** What others asked that means the like of what somebody writes. */
@ApplicationScoped
public class AlikeAsks {
    private static final int MOST = 3;
    private static final int LOOKED_AT = 8;
    /** Half of the sentences that ask for the same are more alike than 0.67, nine in ten of others less than 0.37. */
    private static final double LIKE = 0.5;

    private final Families families;
    private final Names names;
    private final boolean hide;

    @Inject
    public AlikeAsks(Families families, Names names, UiConfig config) {
        this.families = families;
        this.names = names;
        this.hide = config.hideVerdictUntilVote();
    }

    /** The nearest first; none where meanings cannot be compared. */
    Uni<List<FamilyRow>> to(String text, Optional<String> sceneId) {
        return families.search(Wanted.like(text, sceneId), LOOKED_AT)
                .chain(found -> names.now()
                        .map(known -> found.families().stream()
                                .filter(hit -> hit.likeness() >= LIKE)
                                .limit(MOST)
                                .map(hit -> FamilyRow.of(
                                        hit, known.scene(hit.family().sceneId()), hide))
                                .toList()));
    }
}
