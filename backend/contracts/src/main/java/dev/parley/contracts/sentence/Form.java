package dev.parley.contracts.sentence;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A form of words, matched against a sentence. All ways to match are followed side by side, and those that arrive at the same
 * place with the same things named are one; how many are followed in all is bounded by the sentence.
 */
sealed interface Form {

    /** How far a match has come and what it has found named. */
    record Match(int at, Map<String, String> named) {}

    /** Every way to go on from {@code from}; called through {@link Sentence#follow} only. */
    Set<Match> from(Match from, Sentence sentence);

    /** A word as it stands. */
    record Word(String text) implements Form {
        @Override
        public Set<Match> from(Match from, Sentence sentence) {
            return sentence.isAt(from.at(), text) ? Set.of(new Match(from.at() + 1, from.named())) : Set.of();
        }
    }

    /** A named thing in a role; the same role twice must be the same thing. */
    record Slot(String role) implements Form {
        @Override
        public Set<Match> from(Match from, Sentence sentence) {
            Set<Match> found = new LinkedHashSet<>();
            for (Sentence.Mention mention : sentence.mentionsAt(from.at())) {
                Map<String, String> named = new HashMap<>(from.named());
                String before = named.put(role, mention.id());
                if (before == null || before.equals(mention.id())) {
                    found.add(new Match(mention.end(), Map.copyOf(named)));
                }
            }
            return found;
        }
    }

    /** One after the other. */
    record Sequence(List<Form> parts) implements Form {
        @Override
        public Set<Match> from(Match from, Sentence sentence) {
            Set<Match> here = Set.of(from);
            for (Form part : parts) {
                Set<Match> next = new LinkedHashSet<>();
                here.forEach(match -> next.addAll(sentence.follow(part, match)));
                here = next;
            }
            return here;
        }
    }

    /** One of several. */
    record Choice(List<Form> parts) implements Form {
        @Override
        public Set<Match> from(Match from, Sentence sentence) {
            Set<Match> found = new LinkedHashSet<>();
            parts.forEach(part -> found.addAll(sentence.follow(part, from)));
            return found;
        }
    }

    /** Present or not. */
    record Maybe(Form part) implements Form {
        @Override
        public Set<Match> from(Match from, Sentence sentence) {
            Set<Match> found = new LinkedHashSet<>(sentence.follow(part, from));
            found.add(from);
            return found;
        }
    }

    /** Any number of times, none included. */
    record Repeated(Form part) implements Form {
        @Override
        public Set<Match> from(Match from, Sentence sentence) {
            Set<Match> found = new LinkedHashSet<>(Set.of(from));
            Set<Match> fresh = Set.of(from);
            while (!fresh.isEmpty()) {
                Set<Match> next = new HashSet<>();
                fresh.forEach(match -> next.addAll(sentence.follow(part, match)));
                next.removeAll(found);
                found.addAll(next);
                fresh = next;
            }
            return found;
        }
    }
}
