package dev.parley.ui.words;

import dev.parley.core.policy.PolicyData;
import java.util.Comparator;

/** Policies in words. What a policy knows beyond what can be seen is always said beside its name. */
public final class PolicyWords {
    /** Learned ones first: they are what the platform is about. */
    public static final Comparator<PolicyData> ORDER =
            Comparator.comparingInt((PolicyData policy) -> rank(policy.kind())).thenComparing(PolicyData::name);

    private PolicyWords() {}

    public static boolean isLearned(PolicyData policy) {
        return policy.kind().equals("learned");
    }

    /** What kind of policy it is, in a few words. */
    public static String kind(String kind) {
        return switch (kind) {
            case "learned" -> "learned";
            case "scripted-expert" -> "written by hand, is told where things are";
            case "random" -> "random motions";
            case "remote" -> "runs on its maker’s server";
            case "uploaded" -> "a file that a researcher uploaded";
            default -> kind;
        };
    }

    /** What it gets to know, in one sentence. */
    public static String sees(PolicyData policy) {
        return switch (policy.kind()) {
            case "learned" ->
                "It gets camera pictures, the robot’s own joints and " + asked(policy) + ", nothing else.";
            case "scripted-expert" -> "It reads object positions from the simulator, which no camera shows.";
            case "random" -> "It looks at nothing. Useful as a floor to compare with.";
            case "remote" -> "It runs on its maker’s server, which gets what its maker declared and nothing else.";
            case "uploaded" ->
                "It runs in the simulator in a process of its own, which gets what its maker declared and nothing else.";
            default -> "";
        };
    }

    private static String asked(PolicyData policy) {
        if (policy.acceptsInstruction() && policy.acceptsGoalImage()) {
            return "the sentence or the goal picture";
        }
        return policy.acceptsGoalImage() ? "the goal picture" : "the sentence";
    }

    /** The first twelve characters name a version well enough for people. */
    public static String shortDigest(String digest) {
        return digest.length() <= 12 ? digest : digest.substring(0, 12);
    }

    private static int rank(String kind) {
        return switch (kind) {
            case "learned" -> 0;
            case "remote" -> 1;
            case "uploaded" -> 2;
            case "scripted-expert" -> 3;
            case "random" -> 4;
            default -> 5;
        };
    }
}
