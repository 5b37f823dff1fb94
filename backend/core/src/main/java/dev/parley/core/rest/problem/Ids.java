package dev.parley.core.rest.problem;

import dev.parley.contracts.ComparisonId;
import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.GoalImageId;
import dev.parley.contracts.PersonId;
import dev.parley.contracts.PromptId;
import dev.parley.contracts.StationId;
import dev.parley.contracts.StudyId;
import dev.parley.contracts.TurnId;
import dev.parley.core.dataset.DatasetId;
import dev.parley.core.moderation.CaseId;
import dev.parley.core.person.TokenId;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.review.ReviewId;
import dev.parley.core.withdrawal.WithdrawalId;
import java.util.UUID;
import java.util.function.Function;

/** Ids in addresses and bodies. */
public final class Ids {
    private Ids() {}

    public static PromptId prompt(String text) {
        return parse(text, "prompt", PromptId::parse);
    }

    public static EpisodeId episode(String text) {
        return parse(text, "episode", EpisodeId::parse);
    }

    public static GoalImageId goalImage(String text) {
        return parse(text, "goal image", GoalImageId::parse);
    }

    public static StudyId study(String text) {
        return parse(text, "study", StudyId::parse);
    }

    public static ComparisonId comparison(String text) {
        return parse(text, "comparison", ComparisonId::parse);
    }

    public static WithdrawalId withdrawal(String text) {
        return parse(text, "withdrawal", WithdrawalId::parse);
    }

    public static CaseId moderationCase(String text) {
        return parse(text, "case", CaseId::parse);
    }

    public static ReviewId review(String text) {
        return parse(text, "review", ReviewId::parse);
    }

    public static PersonId person(String text) {
        return parse(text, "person", PersonId::parse);
    }

    public static DatasetId dataset(String text) {
        return parse(text, "data set", DatasetId::parse);
    }

    public static TokenId token(String text) {
        return parse(text, "token", TokenId::parse);
    }

    public static StationId station(String text) {
        return parse(text, "station", StationId::parse);
    }

    /** Of an ask at a console. */
    public static UUID ask(String text) {
        return parse(text, "ask", UUID::fromString);
    }

    public static TurnId turn(String text) {
        return parse(text, "turn", TurnId::parse);
    }

    private static <T> T parse(String text, String noun, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw new ParleyException(
                    ErrorCode.ID_MALFORMED,
                    "The id of %s %s looks like 3f2b8c1e-5a0d-4d6b-9a57-0c9f6f1f2a34; this one does not."
                            .formatted(vowel(noun) ? "an" : "a", noun));
        }
    }

    private static boolean vowel(String noun) {
        return "aeiou".indexOf(noun.charAt(0)) >= 0;
    }
}
