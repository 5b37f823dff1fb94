package dev.parley.policy.conformance;

import dev.parley.policy.dialect.ActionChunk;
import dev.parley.policy.link.LinkFault;
import dev.parley.policy.link.RemotePolicy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * How a policy answers {@value #COUNT} made-up observations, always the same ones: whoever answers them otherwise than before is
 * another policy under the old name. All are asked over one connection, in the same order.
 *
 * @param answers one a canary, in order
 */
public record Canaries(List<ActionChunk> answers) {
    public static final int COUNT = 20;

    /** Far from the numbers of the observations that an examination uses. */
    private static final long FIRST = 1_000_000;

    public Canaries {
        if (answers.size() != COUNT) {
            throw new IllegalArgumentException(COUNT + " canaries are asked, not " + answers.size());
        }
        answers = List.copyOf(answers);
    }

    /** Asks all of them. Blocks. */
    public static Canaries ask(Subject subject, ObservationPlan plan) throws LinkFault, InterruptedException {
        List<ActionChunk> answers = new ArrayList<>();
        try (RemotePolicy policy = subject.open()) {
            policy.reset("parley-canaries");
            for (int i = 0; i < COUNT; i++) {
                answers.add(policy.infer(plan.observation(FIRST + i)));
            }
        }
        return new Canaries(answers);
    }

    /** The largest distance of one number from what it was; infinite where a chunk has another size. */
    public double worst(Canaries before) {
        double worst = 0;
        for (int i = 0; i < COUNT; i++) {
            worst = Math.max(worst, Conformance.difference(answers.get(i), before.answers.get(i)));
        }
        return worst;
    }

    /** The largest number in any answer, without its sign. */
    public double largest() {
        return answers.stream()
                .flatMap(chunk -> chunk.actions().stream())
                .flatMap(List::stream)
                .mapToDouble(Math::abs)
                .max()
                .orElse(0);
    }

    /** For the record: per answer two lengths (int) and its numbers (double), big-endian. */
    public byte[] bytes() {
        int numbers = answers.stream()
                .mapToInt(chunk -> chunk.actions().size() * chunk.width())
                .sum();
        ByteBuffer out = ByteBuffer.allocate(COUNT * 2 * Integer.BYTES + numbers * Double.BYTES);
        for (ActionChunk chunk : answers) {
            out.putInt(chunk.actions().size()).putInt(chunk.width());
            chunk.actions().forEach(action -> action.forEach(out::putDouble));
        }
        return out.array();
    }

    /** What {@link #bytes} wrote. */
    public static Canaries of(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        List<ActionChunk> answers = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            int rows = in.getInt();
            int width = in.getInt();
            List<List<Double>> actions = new ArrayList<>();
            for (int row = 0; row < rows; row++) {
                List<Double> action = new ArrayList<>();
                for (int column = 0; column < width; column++) {
                    action.add(in.getDouble());
                }
                actions.add(action);
            }
            answers.add(new ActionChunk(actions));
        }
        return new Canaries(answers);
    }
}
