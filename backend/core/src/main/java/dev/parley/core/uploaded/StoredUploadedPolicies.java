package dev.parley.core.uploaded;

import dev.parley.contracts.PersonId;
import dev.parley.core.audit.Actor;
import dev.parley.core.audit.Audit;
import dev.parley.core.audit.Deed;
import dev.parley.core.person.SignedIn;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.reactive.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Uploaded policies in PostgreSQL, their files in the artifact store. */
@ApplicationScoped
class StoredUploadedPolicies implements UploadedPolicies {
    private final Transactions transactions;
    private final UploadedRows rows;
    private final UploadRegister register;
    private final UploadedFiles files;
    private final Audit audit;

    @Inject
    StoredUploadedPolicies(
            Transactions transactions, UploadedRows rows, UploadRegister register, UploadedFiles files, Audit audit) {
        this.transactions = transactions;
        this.rows = rows;
        this.register = register;
        this.files = files;
        this.audit = audit;
    }

    @Override
    public Uni<Standing> declare(Declaration declaration, SignedIn who, Actor by) {
        return register.add(declaration, who, by)
                .chain(() -> find(declaration.name()))
                .map(found -> new Standing(found.orElseThrow(), 0));
    }

    @Override
    public Uni<Standing> piece(String name, long offset, byte[] bytes, SignedIn who) {
        if (bytes.length > LARGEST_PIECE_BYTES) {
            throw new ParleyException(
                    ErrorCode.UPLOAD_TOO_LARGE,
                    "A piece has at most %d bytes, not %d.".formatted(LARGEST_PIECE_BYTES, bytes.length));
        }
        return own(name, who)
                .invoke(policy -> {
                    if (policy.state() != UploadedState.RECEIVING) {
                        throw new ParleyException(
                                ErrorCode.STATE_CONFLICT,
                                "The file of %s is here already; the policy is %s.".formatted(name, policy.state()));
                    }
                })
                .chain(policy -> files.append(policy, offset, bytes)
                        .call(() -> touched(name))
                        .chain(here -> here < policy.sizeBytes()
                                ? Uni.createFrom().item(new Standing(policy, here))
                                : complete(policy)));
    }

    private Uni<Void> touched(String name) {
        return transactions.write(session -> session.createNativeQuery(
                        "UPDATE uploaded_policy SET last_piece_at = clock_timestamp() WHERE name = :name")
                .setParameter("name", name)
                .executeUpdate()
                .replaceWithVoid());
    }

    private Uni<Standing> complete(UploadedPolicyData policy) {
        return files.complete(policy)
                .call(trouble -> transactions.write(session -> UploadedStates.move(
                        session,
                        policy.name(),
                        trouble.isPresent() ? UploadedState.REFUSED : UploadedState.TRYING,
                        trouble.orElse(""))))
                .call(trouble -> trouble.isPresent()
                        ? files.erase(policy.id())
                        : Uni.createFrom().voidItem())
                .chain(() -> find(policy.name()))
                .map(found -> new Standing(found.orElseThrow(), policy.sizeBytes()));
    }

    @Override
    public Uni<Optional<UploadedPolicyData>> find(String name) {
        return rows.find(name);
    }

    @Override
    public Uni<Standing> standing(String name, Optional<SignedIn> who) {
        return rows.find(name)
                .map(found -> found.filter(policy -> policy.open() || UploadedPolicies.keeps(policy, who))
                        .orElseThrow(() -> UploadedStates.unknown(name)))
                .chain(policy -> policy.state() == UploadedState.RECEIVING
                        ? files.received(policy).map(here -> new Standing(policy, here))
                        : Uni.createFrom().item(new Standing(policy, policy.sizeBytes())));
    }

    @Override
    public Uni<List<UploadedPolicyData>> all(Optional<PersonId> owner) {
        return rows.all(owner);
    }

    @Override
    public Uni<UploadedPolicyData> retire(String name, SignedIn who, Actor by, String reason) {
        return own(name, who)
                .call(policy ->
                        transactions.write(session -> UploadedStates.move(session, name, UploadedState.RETIRED, reason)
                                .chain(() -> audit.record(
                                        session,
                                        by,
                                        new Deed(
                                                "uploaded-policy.retired",
                                                "policy",
                                                name,
                                                Optional.empty(),
                                                reason,
                                                Map.of())))))
                .call(policy -> files.erase(policy.id()))
                .chain(() -> find(name))
                .map(Optional::orElseThrow);
    }

    private Uni<UploadedPolicyData> own(String name, SignedIn who) {
        return find(name)
                .map(found -> found.orElseThrow(() -> UploadedStates.unknown(name)))
                .invoke(policy -> {
                    if (!UploadedPolicies.keeps(policy, Optional.of(who))) {
                        throw new ParleyException(
                                ErrorCode.NOT_YOURS,
                                "Policy %s is somebody else's; its owner and platform admins decide about it."
                                        .formatted(name));
                    }
                });
    }
}
