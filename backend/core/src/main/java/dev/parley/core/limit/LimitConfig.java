package dev.parley.core.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Allowances: each refills evenly, so that after a pause of {@code per} the whole of it is there again. */
@ConfigMapping(prefix = "parley.limits")
public interface LimitConfig {
    Prompts prompts();

    Votes votes();

    Uploads uploads();

    NewGuests guests();

    NewStudies studies();

    StudyPictures studyPictures();

    Agreements consents();

    Withdrawals withdrawals();

    Follows follows();

    ModerationRequests moderation();

    SignInTries signIns();

    Searches searches();

    Drawings drawings();

    Reviewed reviews();

    NewDatasets datasets();

    Downloads downloads();

    /** Prompts of one author, and of everybody behind one /24 or /48. */
    interface Prompts {
        @WithDefault("20")
        @Min(1)
        int perAuthor();

        @WithDefault("200")
        @Min(1)
        int perNetwork();

        @WithDefault("PT10M")
        Duration per();
    }

    /** Votes. */
    interface Votes {
        @WithDefault("60")
        @Min(1)
        int perAuthor();

        @WithDefault("600")
        @Min(1)
        int perNetwork();

        @WithDefault("PT10M")
        Duration per();
    }

    /** Goal image uploads. */
    interface Uploads {
        @WithDefault("20")
        @Min(1)
        int perAuthor();

        @WithDefault("100")
        @Min(1)
        int perNetwork();

        @WithDefault("PT10M")
        Duration per();
    }

    /** Studies of one key, and of everybody behind one network. */
    interface NewStudies {
        @WithDefault("30")
        @Min(1)
        int perAuthor();

        @WithDefault("60")
        @Min(1)
        int perNetwork();

        @WithDefault("PT10M")
        Duration per();
    }

    /** Goal images uploaded for studies, of one key, and of everybody behind one network. */
    interface StudyPictures {
        @WithDefault("2000")
        @Min(1)
        int perAuthor();

        @WithDefault("4000")
        @Min(1)
        int perNetwork();

        @WithDefault("PT10M")
        Duration per();
    }

    /** Agreements and changes of them. */
    interface Agreements {
        @WithDefault("20")
        @Min(1)
        int perAuthor();

        @WithDefault("300")
        @Min(1)
        int perNetwork();

        @WithDefault("PT10M")
        Duration per();
    }

    /** Withdrawals of one ask or of everything. */
    interface Withdrawals {
        @WithDefault("60")
        @Min(1)
        int perAuthor();

        @WithDefault("300")
        @Min(1)
        int perNetwork();

        @WithDefault("PT10M")
        Duration per();
    }

    /** Asks to be told of something, and ends of that. */
    interface Follows {
        @WithDefault("60")
        @Min(1)
        int perAuthor();

        @WithDefault("600")
        @Min(1)
        int perNetwork();

        @WithDefault("PT10M")
        Duration per();
    }

    /** What operators and whoever tries keys send to the moderation desk. */
    interface ModerationRequests {
        @WithDefault("600")
        @Min(1)
        int perAuthor();

        @WithDefault("600")
        @Min(1)
        int perNetwork();

        @WithDefault("PT10M")
        Duration per();
    }

    /** Searches by meaning, each of which the encoder reads. */
    interface Searches {
        @WithDefault("60")
        @Min(1)
        int perAuthor();

        @WithDefault("600")
        @Min(1)
        int perNetwork();

        @WithDefault("PT1M")
        Duration per();
    }

    /** Pictures of scenes in which somebody moves things: a few a second while they drag. */
    interface Drawings {
        @WithDefault("120")
        @Min(1)
        int perAuthor();

        @WithDefault("600")
        @Min(1)
        int perNetwork();

        @WithDefault("PT1M")
        Duration per();
    }

    /** Guest identities made through REST; pages make theirs with the first visit. */
    interface NewGuests {
        @WithDefault("300")
        @Min(1)
        int perNetwork();

        @WithDefault("PT10M")
        Duration per();
    }

    /** Sign-ins, with the right password or a wrong one. */
    interface SignInTries {
        /** Of one login from one network. */
        @WithDefault("20")
        @Min(1)
        int perAuthor();

        @WithDefault("60")
        @Min(1)
        int perNetwork();

        @WithDefault("PT10M")
        Duration per();

        /** Of one login, from wherever. */
        @WithDefault("1000")
        @Min(1)
        int perLogin();

        @WithDefault("PT1H")
        Duration perLoginPer();
    }

    /** Clips taken and labels given by reviewers: one every few seconds, for hours. */
    interface Reviewed {
        @WithDefault("600")
        @Min(1)
        int perAuthor();

        @WithDefault("6000")
        @Min(1)
        int perNetwork();

        @WithDefault("PT10M")
        Duration per();
    }

    /** Data sets that one person has written, and everybody behind one network. */
    interface NewDatasets {
        @WithDefault("10")
        @Min(1)
        int perAuthor();

        @WithDefault("40")
        @Min(1)
        int perNetwork();

        @WithDefault("P1D")
        Duration per();
    }

    /** Archives of data sets, and parts of them, that one person and everybody behind one network begin to fetch. */
    interface Downloads {
        @WithDefault("60")
        @Min(1)
        int perAuthor();

        @WithDefault("240")
        @Min(1)
        int perNetwork();

        @WithDefault("PT1H")
        Duration per();
    }
}
