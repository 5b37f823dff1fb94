package dev.parley.core.turn;

/**
 * Where a turn stands, decided at admission and stored, so that the order survives a lost Redis. Within one class,
 * turns go by {@code (fairRound, ticket)}. A later admission behind the same network prefix may move it back, and so
 * may a named person, who may also let it go first; the ticket never changes.
 *
 * @param fairRound virtual round over network prefixes and, within one, over authors; negative only for what a person let go first
 * @param ticket grows with admission; breaks ties
 */
public record Placement(PriorityClass priorityClass, long fairRound, long ticket) {}
