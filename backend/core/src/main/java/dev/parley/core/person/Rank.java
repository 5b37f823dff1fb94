package dev.parley.core.person;

/** As what somebody acts, from nobody in particular to whoever answers for everything. */
public enum Rank {
    /** Not signed in, or with a one-time password that is still to be changed. */
    GUEST,
    /** Signed in. */
    USER,
    RESEARCHER,
    OPERATOR,
    LAB_ADMIN,
    PLATFORM_ADMIN;

    static Rank of(Role role) {
        return switch (role) {
            case RESEARCHER -> RESEARCHER;
            case OPERATOR -> OPERATOR;
            case LAB_ADMIN -> LAB_ADMIN;
            case PLATFORM_ADMIN -> PLATFORM_ADMIN;
        };
    }

    /** As said to a person. */
    public String words() {
        return switch (this) {
            case GUEST -> "anybody";
            case USER -> "whoever is signed in";
            case RESEARCHER -> "researchers";
            case OPERATOR -> "operators";
            case LAB_ADMIN -> "lab admins";
            case PLATFORM_ADMIN -> "platform admins";
        };
    }
}
