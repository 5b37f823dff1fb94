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
    /** Of one login from one network, and of that network. */
    SIGN_INS("sign-ins"),
    /** Of one login, wherever they come from: far more than any one network may, so that no stranger keeps anybody out. */
    LOGINS("sign-ins with that login"),
    SEARCHES("searches"),
    DATASETS("data sets"),
    DOWNLOADS("downloads"),
    DRAWINGS("pictures of arranged scenes"),
    REVIEWS("reviews"),
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
