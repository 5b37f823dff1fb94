package dev.parley.core.turn;

import dev.parley.contracts.PromptId;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

/** Port: what a turn needs of the prompt it belongs to, inside the same transaction. Prompts implement it. */
public interface TurnOwner {
    /** A turn of this prompt has reached a terminal state. */
    Uni<Void> turnEnded(Mutiny.Session session, PromptId prompt);

    /** False once the asker has withdrawn it or moderation has refused it: nothing of it may run again. */
    Uni<Boolean> stillWanted(Mutiny.Session session, PromptId prompt);
}
