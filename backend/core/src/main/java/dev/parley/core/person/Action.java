package dev.parley.core.person;

import static dev.parley.core.person.Rank.GUEST;
import static dev.parley.core.person.Rank.LAB_ADMIN;
import static dev.parley.core.person.Rank.OPERATOR;
import static dev.parley.core.person.Rank.PLATFORM_ADMIN;
import static dev.parley.core.person.Rank.RESEARCHER;
import static dev.parley.core.person.Rank.USER;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What can be done, and as what: the one table that REST and pages both ask. Where a rank is not named it may not, however
 * high it stands: whoever is to do more is granted another role as well.
 */
public enum Action {
    /** Ask, vote, upload, follow. */
    TAKE_PART("take part", Where.ANYWHERE, GUEST, USER, RESEARCHER, OPERATOR, LAB_ADMIN, PLATFORM_ADMIN),
    /** Read and change one's own account. */
    KEEP_ACCOUNT("keep an account", Where.ANYWHERE, USER, RESEARCHER, OPERATOR, LAB_ADMIN, PLATFORM_ADMIN),
    /** Make and revoke tokens for one's own programs. */
    KEEP_TOKENS("keep tokens", Where.ANYWHERE, USER, RESEARCHER, OPERATOR, LAB_ADMIN, PLATFORM_ADMIN),
    SUBMIT_STUDY("submit studies", Where.ANYWHERE, RESEARCHER, PLATFORM_ADMIN),
    /** Judge episodes blind. */
    REVIEW("review episodes", Where.ANYWHERE, RESEARCHER),
    /** Choose the questions with known answers, see who answered how, decide where raters disagree. */
    LEAD_REVIEWS("lead the reviews", Where.ANYWHERE, PLATFORM_ADMIN),
    /** Have snapshots written; those that are ready are for everybody. */
    MAKE_DATASET("make data sets", Where.ANYWHERE, RESEARCHER, LAB_ADMIN, PLATFORM_ADMIN),
    /** One's own needs no more than having made it. */
    REMOVE_ANY_DATASET("take away anybody's data set", Where.ANYWHERE, PLATFORM_ADMIN),
    /** That run on one's own server. */
    REGISTER_POLICY("register policies", Where.ANYWHERE, RESEARCHER, PLATFORM_ADMIN),
    /** Also other people's; and which hosts may be reached that are not of the open internet. */
    GOVERN_POLICIES("decide about everybody's policies and allow hosts", Where.ANYWHERE, PLATFORM_ADMIN),
    /** Decide what the rules could not. */
    MODERATE("moderate", Where.ANYWHERE, LAB_ADMIN, PLATFORM_ADMIN),
    /** Live video from the places that are kept free of the public. */
    WATCH_FROM_RESERVED_PLACE("watch from a reserved place", Where.ANYWHERE, OPERATOR, LAB_ADMIN, PLATFORM_ADMIN),
    /** Whoever stands near enough to see that something is wrong, in whichever lab. */
    STOP_STATION("stop a station", Where.ANYWHERE, OPERATOR, LAB_ADMIN, PLATFORM_ADMIN),
    CLEAR_STOP("clear a stop", Where.OWN_LAB, OPERATOR, LAB_ADMIN, PLATFORM_ADMIN),
    /** Its health, history and queue. */
    SEE_STATION("look at a station's desk", Where.OWN_LAB, OPERATOR, LAB_ADMIN, PLATFORM_ADMIN),
    /** Pause, drain, resume. */
    ADMIT_STATION("pause, drain or resume a station", Where.OWN_LAB, OPERATOR, LAB_ADMIN, PLATFORM_ADMIN),
    /** Approve prompts, confirm a start, mark a reset done, intervene, judge: only who stands there. */
    RUN_CONSOLE("run a station's console", Where.OWN_LAB, OPERATOR, LAB_ADMIN),
    /** Move, hold, expedite, cancel, reassign. */
    ORDER_QUEUE("order a station's queue", Where.OWN_LAB, LAB_ADMIN, PLATFORM_ADMIN),
    REGISTER_STATION("register a station", Where.OWN_LAB, LAB_ADMIN, PLATFORM_ADMIN),
    /** Opening hours, shifts, quotas, approved policies. */
    SET_STATION_RULES("set a station's rules", Where.OWN_LAB, LAB_ADMIN, PLATFORM_ADMIN),
    /** Of one's labs: those who have a role there; whoever else is known by login. */
    SEE_PEOPLE("look at people's accounts", Where.OWN_LAB, LAB_ADMIN, PLATFORM_ADMIN),
    CREATE_PERSON("create accounts", Where.ANYWHERE, LAB_ADMIN, PLATFORM_ADMIN),
    GRANT_OPERATOR("say who operates a lab's stations", Where.OWN_LAB, LAB_ADMIN, PLATFORM_ADMIN),
    GRANT_ROLE("grant and revoke roles", Where.ANYWHERE, PLATFORM_ADMIN),
    RESET_PASSWORD("give out a new one-time password", Where.ANYWHERE, PLATFORM_ADMIN),
    DISABLE_PERSON("close and reopen accounts", Where.ANYWHERE, PLATFORM_ADMIN),
    CREATE_LAB("create labs", Where.ANYWHERE, PLATFORM_ADMIN),
    /** Say which lab a policy belongs to. */
    SET_POLICY_OWNER("say whose a policy is", Where.ANYWHERE, PLATFORM_ADMIN),
    READ_AUDIT("read the audit", Where.OWN_LAB, LAB_ADMIN, PLATFORM_ADMIN);

    /** How far a role of a lab reaches; roles of the platform reach everywhere. */
    public enum Where {
        ANYWHERE,
        OWN_LAB
    }

    private final String words;
    private final Where where;
    private final Set<Rank> may;

    Action(String words, Where where, Rank... may) {
        this.words = words;
        this.where = where;
        this.may = EnumSet.copyOf(List.of(may));
    }

    /** As said to a person who may not. */
    String words() {
        return words;
    }

    public Where where() {
        return where;
    }

    public boolean allows(Rank rank) {
        return may.contains(rank);
    }

    /** Who may, in words: "operators and lab admins". */
    public String whoMay() {
        List<String> all = may.stream().map(Rank::words).toList();
        return all.size() == 1
                ? all.getFirst()
                : String.join(", ", all.subList(0, all.size() - 1)) + " and " + all.getLast();
    }
}
