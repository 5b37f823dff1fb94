package dev.parley.ui.episode;

import dev.parley.core.episode.EpisodeData;
import dev.parley.ui.words.PolicyWords;
import dev.parley.ui.words.Spans;
import dev.parley.ui.words.StationWords;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** All that is needed to know what ran and to run it again. */
final class Facts {
    private static final Logger LOG = Logger.getLogger(Facts.class);
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private Facts() {}

    /**
     * One line.
     *
     * @param title the whole of what {@code value} shortens; empty where it is whole
     * @param mono whether it is an identifier
     * @param at a time to be written in the reader's zone instead of {@code value}
     */
    public record Fact(String name, String value, String title, boolean mono, Optional<Instant> at) {
        static Fact of(String name, String value) {
            return new Fact(name, value, "", false, Optional.empty());
        }

        static Fact mono(String name, String value) {
            return new Fact(name, value, "", true, Optional.empty());
        }
    }

    /** While the look hides, without the limit of steps: whether it was reached tells what the judge found. */
    static List<Fact> of(EpisodeLook look) {
        EpisodeData episode = look.episode();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Policy", look.policy(), episode.policyName(), false, Optional.empty()));
        facts.add(new Fact(
                "Policy version",
                PolicyWords.shortDigest(episode.policyDigest()),
                episode.policyDigest(),
                true,
                Optional.empty()));
        episode.certificate()
                .ifPresent(digest -> facts.add(
                        new Fact("Server examined", PolicyWords.shortDigest(digest), digest, true, Optional.empty())));
        facts.add(Fact.of("Scene", look.scene()));
        facts.add(Fact.mono("Seed", Long.toUnsignedString(episode.seed())));
        facts.add(Fact.of(
                "Station",
                episode.stationName() + ", "
                        + StationWords.kind(episode.stationKind()).toLowerCase(Locale.ROOT)));
        facts.add(Fact.of("Attempt", String.valueOf(episode.attempt())));
        if (episode.steps().isPresent()) {
            int steps = episode.steps().getAsInt();
            facts.add(Fact.of(
                    "Steps", look.hide() ? String.valueOf(steps) : steps + " of at most " + episode.maxSteps()));
        }
        facts.add(Fact.of("Control rate", String.format(Locale.ROOT, "%.1f Hz", episode.controlHz())));
        episode.resetTime().ifPresent(reset -> facts.add(Fact.of("Setting the scene took", Spans.spoken(reset))));
        facts.add(new Fact(
                "Started", "", "", false, Optional.of(episode.runningAt().orElse(episode.createdAt()))));
        episode.executionProfile().ifPresent(profile -> facts.add(Fact.mono("Ran as", profile)));
        facts.add(Fact.mono("Episode", episode.id().toString()));
        return facts;
    }

    /**
     * The values of the scene's varied factors, as the station reported them.
     *
     * @param json object of factor name to value
     */
    static List<Fact> conditions(String json) {
        try {
            return JSON.readTree(json).properties().stream()
                    .map(factor -> Fact.mono(factor.getKey(), factor.getValue().asString()))
                    .toList();
        } catch (JacksonException e) {
            LOG.warn("stored conditions are not JSON", e);
            return List.of(Fact.of("unreadable", "The conditions of this episode could not be read."));
        }
    }
}
