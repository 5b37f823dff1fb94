package dev.parley.core.rest.result;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.rest.problem.Choices;
import dev.parley.core.result.Judge;
import dev.parley.core.result.Sample;
import dev.parley.core.station.StationKind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which episodes a query names. */
public final class Samples {
    private Samples() {}

    /** @throws ParleyException BODY_MALFORMED, naming what can be chosen */
    public static Sample of(String body, String judge, @Nullable String sceneId, @Nullable String taskId) {
        if (taskId != null && sceneId == null) {
            throw new ParleyException(ErrorCode.BODY_MALFORMED, "A taskId needs the sceneId that it is of.");
        }
        return new Sample(
                Choices.named(StationKind.class, "body", body),
                Choices.named(Judge.class, "judge", judge),
                Optional.ofNullable(sceneId),
                Optional.ofNullable(taskId));
    }
}
