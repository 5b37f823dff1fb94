package dev.parley.core.uploaded;

import dev.parley.contracts.PersonId;
import dev.parley.core.audit.Actor;
import dev.parley.core.person.Action;
import dev.parley.core.person.Permissions;
import dev.parley.core.person.SignedIn;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** Networks that researchers upload. */
public interface UploadedPolicies {
    /** A piece has at most so many bytes: few enough to be held in memory. */
    int LARGEST_PIECE_BYTES = 4 * 1024 * 1024;

    /** A policy, and how many bytes of its file are here. */
    record Standing(UploadedPolicyData policy, long received) {}

    /**
     * Takes down what somebody says of a file; its bytes are awaited then.
     *
     * @throws dev.parley.core.problem.ParleyException in the Uni: POLICY_EXISTS, MAPPING_REFUSED, SCENE_UNKNOWN, UPLOAD_TOO_LARGE,
     *     STORAGE_FULL or QUEUE_FULL
     */
    Uni<Standing> declare(Declaration declaration, SignedIn who, Actor by);

    /**
     * Takes a piece of its file. With the last one its digest and outline are checked, and a worker is to try it.
     *
     * @param offset how many bytes are before it; they must be here
     * @throws dev.parley.core.problem.ParleyException in the Uni: POLICY_UNKNOWN, NOT_YOURS, STATE_CONFLICT, UPLOAD_TOO_LARGE,
     *     UPLOAD_MISMATCH or STORAGE_FULL
     */
    Uni<Standing> piece(String name, long offset, byte[] bytes, SignedIn who);

    Uni<Optional<UploadedPolicyData>> find(String name);

    /** @throws dev.parley.core.problem.ParleyException POLICY_UNKNOWN in the Uni, also for what others are not told of */
    Uni<Standing> standing(String name, Optional<SignedIn> who);

    /** By name; of one owner, or of all. */
    Uni<List<UploadedPolicyData>> all(Optional<PersonId> owner);

    /**
     * Takes it out of use for good; its results stay, its file goes.
     *
     * @throws dev.parley.core.problem.ParleyException in the Uni: POLICY_UNKNOWN, NOT_YOURS or STATE_CONFLICT
     */
    Uni<UploadedPolicyData> retire(String name, SignedIn who, Actor by, String reason);

    /** Whether somebody decides about it. */
    static boolean keeps(UploadedPolicyData policy, Optional<SignedIn> who) {
        return who.filter(person -> person.id().equals(policy.owner())
                        || Permissions.may(Optional.of(person), Action.GOVERN_POLICIES))
                .isPresent();
    }
}
