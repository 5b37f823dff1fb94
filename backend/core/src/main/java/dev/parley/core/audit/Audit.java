package dev.parley.core.audit;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** The audit. Entries are never changed or deleted; the database refuses it. */
public interface Audit {
    /** In the transaction of what is done: the one is not stored without the other. */
    Uni<Void> record(Mutiny.Session session, Actor who, Deed deed);

    /** The same for what is done outside of Hibernate. */
    Uni<Void> record(SqlConnection transaction, Actor who, Deed deed);

    /** Of what changes nothing else, such as a sign-in that was refused. */
    Uni<Void> record(Actor who, Deed deed);

    /** Newest first. */
    Uni<List<AuditEntry>> search(AuditQuery query);
}
