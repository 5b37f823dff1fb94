package dev.parley.core.remote;

import dev.parley.contracts.PersonId;
import dev.parley.core.audit.Actor;
import dev.parley.core.person.Action;
import dev.parley.core.person.Permissions;
import dev.parley.core.person.SignedIn;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** Policies that run on their makers' servers. */
public interface RemotePolicies {
    /**
     * Takes it down and has it examined; nobody can ask for it before it conforms.
     *
     * @throws dev.parley.core.problem.ParleyException in the Uni: POLICY_EXISTS, REMOTE_ADDRESS_REFUSED, MAPPING_REFUSED,
     *     SCENE_UNKNOWN or QUEUE_FULL
     */
    Uni<RemotePolicyData> register(Registration registration, SignedIn who, Actor by);

    Uni<Optional<RemotePolicyData>> find(String name);

    /** By name; of one owner, or of all. */
    Uni<List<RemotePolicyData>> all(Optional<PersonId> owner);

    /** The newest examination. */
    Uni<Optional<ExaminationData>> latest(String name);

    /** Newest first. */
    Uni<List<RemoteVersion>> versions(String name);

    /** Empty where it was not asked in any episode of late. */
    Uni<Optional<AskedTimes>> asked(String name);

    /** A certificate as JSON. */
    Uni<Optional<String>> certificate(String digest);

    /**
     * Has it examined anew; until that is over it cannot be asked for.
     *
     * @throws dev.parley.core.problem.ParleyException in the Uni: POLICY_UNKNOWN, NOT_YOURS, STATE_CONFLICT or RATE_LIMITED
     */
    Uni<RemotePolicyData> examine(String name, SignedIn who, Actor by);

    /**
     * Takes it out of use for good; its results stay.
     *
     * @throws dev.parley.core.problem.ParleyException in the Uni: POLICY_UNKNOWN, NOT_YOURS or STATE_CONFLICT
     */
    Uni<RemotePolicyData> retire(String name, SignedIn who, Actor by, String reason);

    /** Whether somebody sees its address and decides about it. */
    static boolean keeps(RemotePolicyData policy, Optional<SignedIn> who) {
        return who.filter(person -> person.id().equals(policy.owner())
                        || Permissions.may(Optional.of(person), Action.GOVERN_POLICIES))
                .isPresent();
    }
}
