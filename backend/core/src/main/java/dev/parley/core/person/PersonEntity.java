package dev.parley.core.person;

import dev.parley.contracts.PersonId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Row of {@code person}. */
@Entity
@Table(name = "person")
class PersonEntity {
    @Id
    UUID id;

    String login;

    String name;

    @Column(name = "password_hash")
    @Nullable
    String passwordHash;

    @Column(name = "must_change_password")
    boolean mustChangePassword;

    /** Until when the one-time password opens anything; null: for ever, or there is none. */
    @Column(name = "one_time_until")
    @Nullable
    Instant oneTimeUntil;

    @Column(name = "oidc_issuer")
    @Nullable
    String oidcIssuer;

    @Column(name = "oidc_subject")
    @Nullable
    String oidcSubject;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "disabled_at")
    @Nullable
    Instant disabledAt;

    @SuppressWarnings("NullAway.Init")
    PersonEntity() {}

    static PersonEntity of(String login, String name, Instant now) {
        PersonEntity row = new PersonEntity();
        row.id = PersonId.random().value();
        row.login = login;
        row.name = name;
        row.createdAt = now;
        return row;
    }

    PersonId personId() {
        return new PersonId(id);
    }

    SignedIn signedIn(List<Grant> grants) {
        return new SignedIn(personId(), login, name, grants, mustChangePassword);
    }

    PersonData data(List<Grant> grants) {
        return new PersonData(
                personId(),
                login,
                name,
                grants,
                createdAt,
                Optional.ofNullable(disabledAt),
                mustChangePassword,
                mustChangePassword ? Optional.ofNullable(oneTimeUntil) : Optional.empty(),
                oidcSubject != null && passwordHash == null);
    }
}
