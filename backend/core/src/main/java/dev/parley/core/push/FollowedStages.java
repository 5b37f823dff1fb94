package dev.parley.core.push;

import static java.util.stream.Collectors.joining;

import dev.parley.core.episode.EpisodeState;
import dev.parley.core.prompt.PromptState;
import java.util.Arrays;

/** SQL: how far what people follow has come, as {@link dev.parley.core.follow.Newsstand} tells it. */
final class FollowedStages {
    /**
     * Columns {@code prompt_id, person, stage}: 1 runs, 2 has ended. Of rows of {@code prompt_follower f}; a condition follows. A
     * sealed pair runs from the first one's beginning to the end of the prompt.
     */
    private static final String STAGES = """
            SELECT f.prompt_id, f.person, CASE WHEN p.state IN (%s) THEN 2
                WHEN e.sealed_by IS NOT NULL OR e.state NOT IN (%s) THEN 1 ELSE 0 END::smallint AS stage
            FROM prompt_follower f JOIN prompt p ON p.id = f.prompt_id
            LEFT JOIN LATERAL (
                SELECT state, sealed_by FROM episode WHERE prompt_id = p.id AND withdrawn_at IS NULL
                ORDER BY created_at DESC LIMIT 1) e ON TRUE
            WHERE f.pushed < 2 AND p.state <> 'ERASED' AND""".formatted(
                    Arrays.stream(PromptState.values())
                            .filter(PromptState::terminal)
                            .map(state -> "'" + state + "'")
                            .collect(joining(", ")),
                    Arrays.stream(EpisodeState.values())
                            .filter(EpisodeState::terminal)
                            .map(state -> "'" + state + "'")
                            .collect(joining(", ")));

    private FollowedStages() {}

    /** The stages where this is so, and the follower's row moved on; each row moves to a stage once, whoever looks. */
    static String moved(String condition) {
        return "WITH now AS (" + STAGES + " " + condition + "), moved AS ("
                + "UPDATE prompt_follower f SET pushed = now.stage FROM now"
                + " WHERE f.prompt_id = now.prompt_id AND f.person = now.person AND f.pushed < now.stage"
                + " RETURNING f.prompt_id, f.person, f.pushed, f.seen) ";
    }
}
