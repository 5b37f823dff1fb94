package dev.parley.core.moderation;

import dev.parley.contracts.GoalImageId;
import dev.parley.contracts.PromptId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A prompt that a person looks at, or that was refused without one.
 *
 * @param about why: {@link About}
 * @param instruction its words, while the prompt has them
 * @param nearest the place in the list of the sentence it is most like, for example {@code harm 12}
 * @param likeness cosine of the two
 * @param decision empty while it is open
 */
public record CaseData(
        CaseId id,
        PromptId prompt,
        Instant openedAt,
        List<About> about,
        Optional<String> instruction,
        Optional<GoalImageId> picture,
        String sceneId,
        Optional<String> nearest,
        OptionalDouble likeness,
        Optional<Decision> decision) {

    /** What could not be told. */
    public enum About {
        /** Its words are like a sentence that was refused. */
        WORDS,
        /** Nobody has seen its picture. */
        PICTURE
    }

    /** @param by name of a key, or {@code likeness} */
    public record Decision(Verdict verdict, String by, Instant at, String reason) {}

    /** The third one, unknown, is an open case. */
    public enum Verdict {
        PASS,
        REFUSE
    }
}
