package dev.parley.core.prompt;

import dev.parley.contracts.PromptId;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The prompts that previews of one group are for, locked for its transaction: whoever withdraws one of them meanwhile finds its
 * preview and takes it too, and of two previews of one prompt the second is refused.
 */
final class Awaited {
    private static final String LOCK =
            "SELECT id FROM prompt WHERE id = ANY ($1) AND state = 'QUEUED' ORDER BY id FOR NO KEY UPDATE";

    /** A statement of its own: it sees what was committed while the locks were waited for. */
    private static final String TRIED = "SELECT preview_of FROM prompt WHERE preview_of = ANY ($1)";

    private final Set<PromptId> open;

    private Awaited(Set<PromptId> open) {
        this.open = open;
    }

    static Uni<Awaited> by(SqlConnection transaction, List<PromptDraft> drafts) {
        UUID[] wanted = drafts.stream()
                .flatMap(draft -> draft.request().previewOf().stream())
                .map(PromptId::value)
                .toArray(UUID[]::new);
        if (wanted.length == 0) {
            return Uni.createFrom().item(new Awaited(new HashSet<>()));
        }
        Tuple ids = Tuple.tuple().addArrayOfUUID(wanted);
        return transaction
                .preparedQuery(LOCK)
                .execute(ids)
                .chain(locked -> transaction.preparedQuery(TRIED).execute(ids).map(tried -> {
                    Set<PromptId> open = ids(locked);
                    open.removeAll(ids(tried));
                    return new Awaited(open);
                }));
    }

    /** @throws ParleyException PREVIEW_REFUSED where it is a preview of one that waits no more, or that has one */
    void require(PromptDraft draft) {
        draft.request().previewOf().filter(first -> !open.remove(first)).ifPresent(first -> {
            throw new ParleyException(
                    ErrorCode.PREVIEW_REFUSED,
                    "Prompt %s waits no more, or is tried in simulation already; a prompt has one preview."
                            .formatted(first));
        });
    }

    private static Set<PromptId> ids(RowSet<Row> rows) {
        Set<PromptId> ids = new HashSet<>();
        rows.forEach(row -> ids.add(new PromptId(row.getUUID(0))));
        return ids;
    }
}
