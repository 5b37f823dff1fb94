package dev.parley.core.person;

import dev.parley.core.artifact.DataFolder;
import dev.parley.core.audit.Actor;
import dev.parley.core.audit.Audit;
import dev.parley.core.audit.Deed;
import dev.parley.core.reactive.ReactiveBridge;
import dev.parley.core.reactive.Transactions;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Somebody must be able to grant the first role: an installation in which nobody is platform admin gets one, with a
 * one-time password that lies where only the installation's owner reads it, and in no log.
 */
@ApplicationScoped
public class FirstAdmin {
    private static final Logger LOG = Logger.getLogger(FirstAdmin.class);
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final UUID NOBODY = new UUID(0, 0);
    private static final String LOGIN = "admin";

    private final Transactions transactions;
    private final ReactiveBridge bridge;
    private final PersonRows rows;
    private final PasswordHashes hashes;
    private final Audit audit;
    private final SecureRandom random;
    private final Path file;

    @Inject
    FirstAdmin(
            Transactions transactions,
            ReactiveBridge bridge,
            PersonRows rows,
            PasswordHashes hashes,
            Audit audit,
            SecureRandom random,
            DataFolder data) {
        this.transactions = transactions;
        this.bridge = bridge;
        this.rows = rows;
        this.hashes = hashes;
        this.audit = audit;
        this.random = random;
        this.file = data.path().resolve("secrets").resolve("first-admin.password");
    }

    /** @param file where the password lies as well */
    public record Made(String login, String oneTimePassword, Path file) {
        @Override
        public String toString() {
            return "the first platform admin, " + login;
        }
    }

    /** Makes one where there is none; safe on every replica at once. Empty where there is one already. */
    public Uni<Optional<Made>> makeIfNone() {
        return transactions
                .read(session -> rows.otherPlatformAdmins(session, NOBODY))
                .chain(admins -> admins > 0 ? tidied() : made());
    }

    private Uni<Optional<Made>> made() {
        String password = OneTimePasswords.next(random);
        return hashes.hash(password)
                .chain(hash -> transactions.write(session -> storedIfNone(session, hash, password)))
                .map(login -> login.map(name -> {
                    LOG.infof("Nobody was platform admin: \"%s\" is now; the one-time password is in %s", name, file);
                    return new Made(name, password, file);
                }));
    }

    /** The file is written before the account is there: an admin whose password nobody was told would lock everybody out. */
    private Uni<Optional<String>> storedIfNone(Mutiny.Session session, String hash, String password) {
        return rows.otherPlatformAdmins(session, NOBODY)
                .chain(admins -> admins > 0
                        ? Uni.createFrom().item(Optional.empty())
                        : stored(session, hash)
                                .call(login -> beside(() -> write(login, password)))
                                .map(Optional::of));
    }

    /** On a thread that may wait for the disk; what follows is back where the session is. */
    private Uni<Void> beside(Runnable work) {
        return bridge.backHere(() ->
                Uni.createFrom().voidItem().invoke(work).runSubscriptionOn(Infrastructure.getDefaultWorkerPool()));
    }

    /** @return the login: {@code admin}, unless somebody has that who is no platform admin */
    private Uni<String> stored(Mutiny.Session session, String hash) {
        return rows.byLogin(session, LOGIN)
                .map(taken -> taken.isEmpty()
                        ? LOGIN
                        : LOGIN + "-" + OneTimePasswords.next(random).substring(0, 5))
                .chain(login -> Transactions.now(session).chain(now -> {
                    PersonEntity row = PersonEntity.of(login, "First admin", now);
                    row.passwordHash = hash;
                    // Without an end: it lies where only the installation's owner reads it, and nobody could give out
                    // another.
                    row.mustChangePassword = true;
                    Grant grant = new Grant(Role.PLATFORM_ADMIN, Optional.empty());
                    Actor platform = Actor.platform();
                    return session.persist(row)
                            .call(() -> session.flush())
                            .chain(() -> session.persist(RoleGrantEntity.of(row.id, grant, platform, now)))
                            .chain(() -> audit.record(
                                    session,
                                    platform,
                                    new Deed(
                                            "person.created",
                                            "person",
                                            row.id.toString(),
                                            Optional.empty(),
                                            "nobody was platform admin",
                                            Map.of("login", login, "role", grant.toString()))))
                            .replaceWith(login);
                }));
    }

    /** Once it was changed the file is of no use to anybody, and only looks as if it were a secret. */
    private Uni<Optional<Made>> tidied() {
        return Uni.createFrom()
                .item(this::whose)
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(login -> login.isEmpty() ? Uni.createFrom().voidItem() : tidied(login.get()))
                .replaceWith(Optional.empty());
    }

    private Uni<Void> tidied(String login) {
        return transactions
                .read(session -> rows.byLogin(session, login))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(admin -> {
                    if (admin.filter(row -> row.mustChangePassword).isEmpty()) {
                        delete();
                    }
                })
                .replaceWithVoid();
    }

    /** Whose password the file holds; empty where there is none. */
    private Optional<String> whose() {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.findFirst();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | UncheckedIOException e) {
            LOG.infof("%s cannot be read: %s", file, e.getMessage());
            return Optional.empty();
        }
    }

    private void write(String login, String password) {
        try {
            Files.createDirectories(
                    file.getParent(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            Files.writeString(file, login + "\n" + password + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("the first admin's password cannot be written to " + file, e);
        }
    }

    private void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.infof("%s holds a password that was changed since, and could not be deleted: %s", file, e.getMessage());
        }
    }
}
