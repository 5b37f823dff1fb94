package dev.parley.core.account;

/** The name and life of the cookie that owns a guest's prompts and votes. */
public final class GuestCookie {
    public static final String NAME = "parley_guest";

    /** For programs that keep no cookies. */
    public static final String HEADER = "X-Parley-Guest";

    /** One year; renewed by nothing, since a guest who is away that long starts anew. */
    public static final int MAX_AGE_SECONDS = 365 * 24 * 3600;

    private GuestCookie() {}
}
