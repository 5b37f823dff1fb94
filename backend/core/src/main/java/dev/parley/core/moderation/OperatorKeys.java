package dev.parley.core.moderation;

import dev.parley.core.artifact.DataFolder;
import dev.parley.core.limit.Limit;
import dev.parley.core.limit.Limits;
import dev.parley.core.person.Action;
import dev.parley.core.person.Permissions;
import dev.parley.core.person.Rank;
import dev.parley.core.person.SignedIn;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.prompt.ModerationConfig;
import dev.parley.core.secret.NamedKeys;
import dev.parley.core.secret.SecretKeys;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * The keys of those who may decide. An installation that names none gets one, derived from its own secret and written
 * where only its owner reads it: somebody must always be able to decide.
 */
@ApplicationScoped
public class OperatorKeys {
    private static final Logger LOG = Logger.getLogger(OperatorKeys.class);
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final String NOBODY = "nobody";

    private final Limits limits;
    private final NamedKeys known;
    private final Optional<String> made;
    private final Path file;

    /** @throws IllegalArgumentException naming the entry that is wrong, by its place */
    @Inject
    OperatorKeys(ModerationConfig config, SecretKeys secrets, DataFolder data, Limits limits) {
        this.limits = limits;
        file = data.path().resolve("secrets").resolve("moderation.key");
        made = config.keys().isPresent()
                ? Optional.empty()
                : Optional.of(Base64.getUrlEncoder().withoutPadding().encodeToString(secrets.keyFor("moderation")));
        known = new NamedKeys(
                "parley.moderation.keys", config.keys().orElseGet(() -> List.of("operator:" + made.orElseThrow())));
    }

    /** A wrong setting stops the start, not the first decision. */
    void check(@Observes StartupEvent started) {
        made.ifPresent(this::write);
    }

    private void write(String key) {
        try {
            Files.createDirectories(
                    file.getParent(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            if (Files.notExists(file)) {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            }
            Files.writeString(file, key + "\n");
            LOG.infof("parley.moderation.keys names nobody; the key for /moderation is in %s", file);
        } catch (IOException e) {
            throw new UncheckedIOException("the key for /moderation cannot be written to " + file, e);
        }
    }

    /**
     * @param authorization the header of that name
     * @param networkPrefix where it comes from: whoever tries keys has as little room as whoever holds one
     * @throws ParleyException TOKEN_REFUSED or RATE_LIMITED in the Uni
     */
    public Uni<Operator> require(Optional<String> authorization, String networkPrefix) {
        Optional<Operator> found = known.holder(authorization).map(name -> Operator.ofKey(name, networkPrefix));
        return limits.take(
                        Limit.MODERATION,
                        found.orElseGet(() -> Operator.ofKey(NOBODY, networkPrefix))
                                .author())
                .map(
                        taken -> found.orElseThrow(
                                () -> new ParleyException(
                                        ErrorCode.TOKEN_REFUSED,
                                        "The moderation desk is for lab and platform admins who are signed in, and for whoever sends Authorization: Bearer KEY with an operator's key (parley.moderation.keys).")));
    }

    /**
     * Somebody who is signed in, within the allowance of their own.
     *
     * @throws ParleyException SIGN_IN_NEEDED, PASSWORD_CHANGE_NEEDED, NOT_ALLOWED, or RATE_LIMITED in the Uni
     */
    public Uni<Operator> signedIn(SignedIn person, String networkPrefix) {
        Rank rank = Permissions.require(Optional.of(person), Action.MODERATE);
        Operator operator = Operator.of(person, rank, networkPrefix);
        return limits.take(Limit.MODERATION, operator.author()).replaceWith(operator);
    }
}
