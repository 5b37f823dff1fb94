package dev.parley.core.prompt;

/** What moderation made of a prompt that its rules let in. */
public enum Screening {
    /** Not looked at yet: a simulator may run it, a real robot may not; nobody gets its picture. */
    PENDING,
    PASSED,
    /** Nobody may run it until a person has decided. */
    HELD,
    /** By the rules, by likeness or by a person. */
    REFUSED
}
