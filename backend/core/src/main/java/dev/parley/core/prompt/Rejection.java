package dev.parley.core.prompt;

import static java.util.Objects.requireNonNull;

/**
 * Why a prompt was refused.
 *
 * @param sentence for the asker: what is wrong and what would be right
 * @param instruction the words as they may be kept: without what should not be kept by anybody; empty where there are none
 */
public record Rejection(Reason reason, String sentence, String instruction) {
    public Rejection {
        requireNonNull(reason, "reason is null");
        requireNonNull(sentence, "sentence is null");
        requireNonNull(instruction, "instruction is null");
    }

    /** What kind of thing was found. The name in lower case with hyphens is its code on the wire. */
    public enum Reason {
        PERSONAL_DATA("It seems to hold an e-mail address, a phone number or a card number, and prompts are public."
                + " Ask again without it."),
        SLUR("It holds a word that insults people for who they are. Ask again in other words."),
        SEXUAL(
                "It asks for something sexual, which is not done here. Ask for something with the objects on the table."),
        PICTURE("A person has looked at its picture and refused it. Ask again with another picture, or in words."),
        PERSON("A person has looked at it and refused it."),
        HARM("It asks to hurt a person or an animal, which no policy here will try."
                + " Ask for something with the objects on the table.");

        private final String sentence;

        Reason(String sentence) {
            this.sentence = sentence;
        }

        /** For the asker. */
        public String sentence() {
            return sentence;
        }

        /** As written on the wire, for example {@code personal-data}. */
        public String wireName() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }
}
