package dev.parley.core.person;

/** The name and life of the cookie that shows who is signed in. */
public final class PersonCookie {
    public static final String NAME = "parley-person";

    private PersonCookie() {}
}
