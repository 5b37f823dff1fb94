package dev.parley.ui.episode;

import dev.parley.core.account.Author;
import dev.parley.core.vote.Votes;
import dev.parley.ui.bridge.PageBridge;

/** What a vote needs, and whether the verdict waits for it. */
record VoteServices(PageBridge bridge, Votes votes, Author author, boolean hideUntilVote) {}
