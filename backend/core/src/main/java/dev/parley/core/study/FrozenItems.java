package dev.parley.core.study;

import dev.parley.contracts.Sha256;
import dev.parley.core.turn.PinnedConditions;
import io.vertx.core.json.JsonArray;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/** Tells whether two lists of items are the same. */
final class FrozenItems {
    private FrozenItems() {}

    /** Equal for equal lists, in hex. */
    static String sha256(List<PlannedItem> items) {
        MessageDigest digest = Sha256.begin();
        for (PlannedItem planned : items) {
            StudyItem item = planned.item();
            JsonArray line = new JsonArray()
                    .add(item.policyName())
                    .add(item.policyDigest())
                    .add(item.sceneId())
                    .add(item.taskId())
                    .add(item.instruction().orElse(null))
                    .add(planned.pictureSha256().orElse(null))
                    .add(item.seed())
                    .add(PinnedConditions.written(item.conditions()));
            // Only where it is said: what was submitted before items could say it stays the same.
            item.body().ifPresent(body -> line.add(body.name()));
            digest.update((line.encode() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
