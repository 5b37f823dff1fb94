package dev.parley.core.prompt;

import dev.parley.contracts.GoalImageId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;

/** Who was turned away at a closed line and has now asked there wants no telling any more, and their words are kept once. */
final class GrantedWishes {
    /** A comparison names no policy: there it is the same wish when it asks for the same. */
    private static final String FORGET = """
            DELETE FROM line_wish w USING unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::uuid[])
                AS n (author, scene, policy, instruction, image)
            WHERE w.person = n.author AND w.scene_id = n.scene
            AND (w.policy_name = n.policy
                OR (n.policy = 'sealed' AND w.instruction IS NOT DISTINCT FROM n.instruction
                    AND w.goal_image IS NOT DISTINCT FROM n.image))""";

    private GrantedWishes() {}

    /** What moderation refused has no turn, and grants nothing. */
    static Uni<Void> forget(SqlConnection transaction, List<PromptEntry.Kept> entries) {
        List<PromptEntry.Kept> asked = entries.stream()
                .filter(entry -> !entry.data().turns().isEmpty())
                .toList();
        if (asked.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple values = Tuple.tuple()
                .addArrayOfUUID(PromptRows.uuids(asked, data -> data.author().value()))
                .addArrayOfString(PromptRows.texts(asked, PromptData::sceneId))
                .addArrayOfString(PromptRows.texts(asked, PromptData::policyName))
                .addArrayOfString(
                        PromptRows.texts(asked, data -> data.instruction().orElse(null)))
                .addArrayOfUUID(PromptRows.uuids(
                        asked, data -> data.goalImage().map(GoalImageId::value).orElse(null)));
        return transaction.preparedQuery(FORGET).execute(values).replaceWithVoid();
    }
}
