package dev.parley.core.turn;

/**
 * Where a turn stands for ever after, decided at admission and stored, so that the order survives a lost Redis.
 * Within one class, turns go by {@code (fairRound, ticket)}.
 *
 * @param fairRound virtual round over network prefixes and, within one, over authors
 * @param ticket grows with admission; breaks ties
 */
public record Placement(PriorityClass priorityClass, long fairRound, long ticket) {}
