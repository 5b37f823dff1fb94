package dev.parley.core.review;

import dev.parley.contracts.PersonId;
import dev.parley.core.account.Author;
import dev.parley.core.audit.Actor;

/**
 * Whoever reviews.
 *
 * @param author the same person, where allowances count
 * @param rates whether they take places of raters
 * @param leads whether they may read the answers of gold questions: then they are asked none
 */
public record Rater(PersonId person, Author author, Actor actor, boolean rates, boolean leads) {}
