package dev.parley.gateway.relay;

import dev.parley.core.remote.Input;
import dev.parley.core.remote.Mapping;
import dev.parley.core.remote.Subjects.Reachable;
import dev.parley.policy.conformance.Subject;
import dev.parley.policy.dialect.ActionChunk;
import dev.parley.policy.dialect.Dialect;
import dev.parley.policy.dialect.PolicyRequest;
import dev.parley.policy.link.LinkFault;
import dev.parley.policy.link.RemotePolicy;
import dev.parley.policy.wire.NumpyArray;
import dev.parley.policy.wire.PolicyValue;
import dev.parley.policy.wire.PolicyValue.Array;
import dev.parley.policy.wire.PolicyValue.Fields;
import dev.parley.policy.wire.PolicyValue.Text;
import dev.parley.policy.wire.PolicyWire;
import dev.parley.policy.wire.WireBounds;
import dev.parley.policy.wire.WireFault;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * One episode's way to its policy. What goes out are the declared inputs and nothing else; what comes back are as many actions as
 * are carried out, as numbers of four bytes, and nothing else: timings, states, the length of a chunk and whatever a server says
 * beside them would tell one policy from another. One question at a time; {@link #close} from any thread.
 */
final class Relay implements AutoCloseable {
    private static final PolicyWire OBSERVATIONS = new PolicyWire(WireBounds.OBSERVATION);
    private static final PolicyWire ANSWERS = new PolicyWire(WireBounds.REPLY);
    private static final String ACTIONS = "actions";
    private static final String WITHIN = ">";

    private final RemotePolicy policy;
    private final Dialect dialect;
    private final Mapping mapping;
    private final String session;
    private final LongSupplier nanoTime;
    private final RelayTimes times = new RelayTimes();

    private Relay(RemotePolicy policy, Dialect dialect, Mapping mapping, String session, LongSupplier nanoTime) {
        this.policy = policy;
        this.dialect = dialect;
        this.mapping = mapping;
        this.session = session;
        this.nanoTime = nanoTime;
    }

    /**
     * Connects and says that an episode begins. Blocks.
     *
     * @param session by which the server knows the episode; not its id, by which it could be found
     */
    static Relay open(Reachable server, String session, LongSupplier nanoTime) throws LinkFault, InterruptedException {
        Subject subject = server.subject();
        RemotePolicy policy = RemotePolicy.open(
                subject.url(), subject.dialect(), subject.headers(), subject.guard(), subject.limits(), nanoTime);
        try {
            policy.reset(session);
        } catch (LinkFault | InterruptedException | RuntimeException e) {
            policy.close();
            throw e;
        }
        return new Relay(policy, subject.dialect(), server.policy().mapping(), session, nanoTime);
    }

    /** What a server says of itself: nothing. */
    static byte[] greeting() {
        return written(Fields.empty());
    }

    /** What the relay refuses to pass on. */
    static final class Refused extends Exception {
        private final RelayFault fault;

        Refused(RelayFault fault) {
            super(fault.sentence());
            this.fault = fault;
        }

        RelayFault fault() {
            return fault;
        }
    }

    /** Passes a question on and its answer back. Blocks. */
    byte[] ask(byte[] observation) throws LinkFault, Refused, InterruptedException {
        long began = nanoTime.getAsLong();
        ActionChunk chunk = policy.infer(declared(observation)).first(mapping.horizon());
        long policyNs = policy.lastInference().toNanos();
        if (chunk.width() != mapping.actionWidth()) {
            throw new Refused(RelayFault.width(mapping.actionWidth(), chunk.width()));
        }
        byte[] answer = written(Fields.empty().with(ACTIONS, new Array(numbers(chunk))));
        times.add(policyNs, nanoTime.getAsLong() - began - policyNs);
        return answer;
    }

    private Fields declared(byte[] message) throws Refused {
        Fields observation = read(message);
        Fields declared = Fields.empty();
        for (int i = 0; i < mapping.inputs().size(); i++) {
            Input input = mapping.inputs().get(i);
            String told = stationKey(i);
            PolicyValue value = fitting(input, told, observation.find(told).orElseThrow(() -> lacks(told)));
            String key = input.key();
            int within = key.indexOf(WITHIN);
            if (within < 0) {
                declared = declared.with(key, value);
            } else {
                String outer = key.substring(0, within);
                Fields already = declared.find(outer).map(Fields.class::cast).orElse(Fields.empty());
                declared = declared.with(outer, already.with(key.substring(within + 1), value));
            }
        }
        return dialect == Dialect.ROBOARENA ? declared.with(PolicyRequest.SESSION, new Text(session)) : declared;
    }

    /** What an input is called towards stations: the names that a server reads may hold its policy's. */
    static String stationKey(int index) {
        return "input_" + index;
    }

    private static Fields read(byte[] message) throws Refused {
        try {
            if (OBSERVATIONS.read(message) instanceof Fields fields) {
                return fields;
            }
        } catch (WireFault e) {
            throw new Refused(RelayFault.observation("The observation cannot be read: " + e.getMessage() + "."));
        }
        throw new Refused(RelayFault.observation("An observation is a map."));
    }

    private static PolicyValue fitting(Input input, String told, PolicyValue value) throws Refused {
        boolean fits = switch (input.source()) {
            case INSTRUCTION -> value instanceof Text;
            case CAMERA, STATE ->
                value instanceof Array(NumpyArray array) && array.shape().equals(input.shape());
        };
        if (!fits) {
            throw new Refused(RelayFault.observation("The input %s is not %s."
                    .formatted(
                            told,
                            input.source() == Input.Source.INSTRUCTION ? "a text" : "an array " + input.shape())));
        }
        return value;
    }

    private static Refused lacks(String key) {
        return new Refused(RelayFault.observation("The observation lacks " + key + "."));
    }

    /** In four bytes what is finite in eight may not be. */
    private static NumpyArray numbers(ActionChunk chunk) throws Refused {
        float[] numbers = new float[chunk.actions().size() * chunk.width()];
        int at = 0;
        for (List<Double> action : chunk.actions()) {
            for (double number : action) {
                numbers[at] = (float) number;
                if (!Float.isFinite(numbers[at])) {
                    throw new Refused(RelayFault.noAction());
                }
                at++;
            }
        }
        return NumpyArray.ofFloats(numbers, chunk.actions().size(), chunk.width());
    }

    private static byte[] written(Fields fields) {
        try {
            return ANSWERS.write(fields);
        } catch (WireFault e) {
            throw new IllegalStateException("a chunk of actions fits a message", e);
        }
    }

    RelayTimes.Summary times() {
        return times.summary();
    }

    @Override
    public void close() {
        policy.close();
    }
}
