package dev.parley.core.prompt;

import dev.parley.contracts.PromptId;
import dev.parley.core.account.Author;
import io.smallrye.mutiny.Uni;

/**
 * Tries in simulation of prompts that wait for a robot: the same words or picture, scene, policy and start, as a prompt of its own
 * that says which one it tries. It has its own place in line and its own figures: a simulation is not the robot.
 */
public interface Previews {
    /**
     * The preview of a prompt, made now where there is none: asking twice makes one.
     *
     * @throws dev.parley.core.problem.ParleyException in the Uni: PROMPT_UNKNOWN, WITHDRAWN, NOT_YOURS, PREVIEW_REFUSED where it
     *     does not wait for a robot, and all that {@link Prompts#submit} refuses
     */
    Uni<Preview> of(PromptId first, Author author);

    /** Whether {@link #of} would make one: it waits for a robot, has none yet, and something simulates its scene with its policy. */
    Uni<Boolean> possible(PromptData first);

    /**
     * What {@link #of} answers.
     *
     * @param made now; else it was there already
     */
    record Preview(PromptData prompt, boolean made) {}
}
