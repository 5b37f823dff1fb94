package dev.parley.core.limit;

/** What is limited. */
public enum Limit {
    PROMPTS("prompts"),
    VOTES("votes"),
    UPLOADS("goal images"),
    GUESTS("new guests"),
    CONSENTS("agreements"),
    WITHDRAWALS("withdrawals"),
    FOLLOWS("changes of what you want to be told"),
    MODERATION("requests with an operator's key"),
    SIGN_INS("sign-ins"),
    SEARCHES("searches"),
    DATASETS("data sets"),
    DRAWINGS("pictures of arranged scenes"),
    STUDIES("studies"),
    STUDY_PICTURES("pictures for studies");

    private final String noun;

    Limit(String noun) {
        this.noun = noun;
    }

    /** As said to the person who has reached it. */
    public String noun() {
        return noun;
    }
}
