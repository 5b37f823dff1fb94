package dev.parley.gateway.chain;

import dev.parley.policy.dialect.Dialect;
import dev.parley.policy.link.StandInServer;
import dev.parley.policy.wire.NumpyArray;
import dev.parley.policy.wire.PolicyValue;
import dev.parley.policy.wire.PolicyValue.Array;
import dev.parley.policy.wire.PolicyValue.Fields;
import java.io.IOException;
import java.util.Arrays;

/** A policy server of openpi for the stand-in robot: four actions, each a little farther round. */
final class RobotPolicy implements AutoCloseable {
    static final int WIDTH = 5;
    static final int HORIZON = 4;
    private static final double STEP_RAD = 0.03;
    private static final double FAR_RAD = 0.35;

    /** What it gives when it is asked. */
    enum Answers {
        ONWARDS,
        NOT_A_NUMBER,
        TRACEBACK
    }

    final StandInServer server;
    private volatile Answers answers = Answers.ONWARDS;

    RobotPolicy() throws IOException {
        server = new StandInServer(Dialect.OPENPI, Fields.empty(), this::answer);
    }

    void give(Answers wanted) {
        answers = wanted;
    }

    private PolicyValue answer(Fields observation) {
        float[] actions = switch (answers) {
            case ONWARDS -> onwards(observation);
            case NOT_A_NUMBER -> bad();
            case TRACEBACK -> throw new IllegalStateException("no gripper");
        };
        return Fields.empty().with("actions", new Array(NumpyArray.ofFloats(actions, HORIZON, WIDTH)));
    }

    /** To and fro for as long as it is asked: the gripper remembers which way, since a policy that is the same answers the same. */
    private static float[] onwards(Fields observation) {
        double[] state = ((Array) observation.find("observation/state").orElseThrow())
                .array()
                .toDoubles();
        boolean left = state[WIDTH - 1] > 0.5;
        boolean turnsRound = left ? state[0] > FAR_RAD : state[0] < -FAR_RAD;
        float[] actions = new float[HORIZON * WIDTH];
        for (int i = 0; i < HORIZON; i++) {
            for (int joint = 0; joint < WIDTH - 1; joint++) {
                actions[i * WIDTH + joint] = (float) state[joint];
            }
            actions[i * WIDTH] += (float) ((i + 1) * (left ? STEP_RAD : -STEP_RAD));
            actions[i * WIDTH + WIDTH - 1] = left ^ turnsRound ? 1 : 0;
        }
        return actions;
    }

    private static float[] bad() {
        float[] actions = new float[HORIZON * WIDTH];
        Arrays.fill(actions, Float.NaN);
        return actions;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
