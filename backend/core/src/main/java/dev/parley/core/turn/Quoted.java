package dev.parley.core.turn;

/** Words of a person inside sentences of the platform: they bring a stop of their own or none, and a sentence ends in one. */
public final class Quoted {
    private static final String ENDS = ".!?";

    private Quoted() {}

    /** In quotation marks, and ended. */
    public static String sentence(String words) {
        return ended("“" + words.strip() + "”");
    }

    /** With a full stop, unless there is one or another end: behind it, or inside the quotation that it ends in. */
    public static String ended(String sentence) {
        int last = sentence.length() - 1;
        int end = last > 0 && sentence.charAt(last) == '”' ? last - 1 : last;
        return end >= 0 && ENDS.indexOf(sentence.charAt(end)) >= 0 ? sentence : sentence + ".";
    }
}
