package dev.parley.sim.serve;

import dev.parley.policy.link.ServedPolicy;
import dev.parley.policy.wire.DataType;
import dev.parley.policy.wire.NumpyArray;
import dev.parley.policy.wire.PolicyValue;
import dev.parley.policy.wire.PolicyValue.Array;
import dev.parley.policy.wire.PolicyValue.Fields;
import dev.parley.policy.wire.PolicyValue.Items;
import dev.parley.policy.wire.PolicyValue.Text;
import dev.parley.policy.wire.PolicyValue.Whole;
import dev.parley.sim.body.Action;
import dev.parley.sim.policy.BatchedPolicy;
import dev.parley.sim.policy.Policies;
import dev.parley.sim.policy.Policy;
import dev.parley.sim.policy.PolicyCard;
import dev.parley.sim.policy.PolicyException;
import dev.parley.sim.policy.Prompted;
import dev.parley.sim.scene.Observation;
import dev.parley.sim.scene.SceneDescription;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A carried network behind openpi's protocol. An observation is {@value #IMAGE}, uint8 [64, 64, 3], the policy camera's picture;
 * {@value #STATE}, as many numbers as the body measures of itself; {@value #PROMPT}, the instruction. An answer is one action in the
 * scene's order and units, float [1, n], and follows from that observation alone: it is the action that the same version gives
 * inside a worker, in four bytes a number. One inference at a time, whoever asks.
 */
final class ServedNetwork implements ServedPolicy, AutoCloseable {
    static final String IMAGE = "observation/image";
    static final String STATE = "observation/state";
    static final String PROMPT = "prompt";
    static final String ACTIONS = "actions";

    private static final List<Integer> PICTURE = List.of(Observation.IMAGE_SIDE, Observation.IMAGE_SIDE, 3);

    private final BatchedPolicy network;
    private final int states;
    private final Fields metadata;
    private final ReentrantLock thinking = new ReentrantLock(true);

    private ServedNetwork(BatchedPolicy network, SceneDescription scene) {
        this.network = network;
        states = scene.proprioception().size();
        metadata = metadata(network.card(), scene);
    }

    /** Throws {@link PolicyException} saying why a policy cannot be served. */
    static ServedNetwork load(String name) {
        PolicyCard card = Policies.card(name);
        if (card.privileged()) {
            throw new PolicyException("Policy " + name + " reads the true state, which no observation carries");
        }
        if (!card.takes().contains(PolicyCard.Asking.WORDS)) {
            throw new PolicyException(
                    "Policy " + name + " takes no instruction, and the protocol has no place for a goal picture");
        }
        if (!card.kind().equals("onnx")) {
            throw new PolicyException("Policy " + name + " is of the kind " + card.kind()
                    + ", which answers by more than one observation; networks can be served");
        }
        SceneDescription scene = SceneDescription.load(card.scene());
        Policy loaded = Policies.load(name, scene);
        if (loaded instanceof BatchedPolicy network) {
            return new ServedNetwork(network, scene);
        }
        loaded.close();
        throw new PolicyException("Policy " + name + " is more than one network and remembers; it cannot be served");
    }

    private static Fields metadata(PolicyCard card, SceneDescription scene) {
        return Fields.empty()
                .with("policy", new Text(card.name()))
                .with("version", new Text(card.version()))
                .with("embodiment", new Text(card.embodiment()))
                .with("scenes", texts(card.scenes()))
                .with(
                        "inputs",
                        texts(List.of(
                                IMAGE + "=u1:%dx%dx%d".formatted(PICTURE.toArray()),
                                STATE + "=f4:" + scene.proprioception().size(),
                                PROMPT + "=text")))
                .with("action_width", Whole.of(scene.actions().size()));
    }

    private static Items texts(List<String> texts) {
        return new Items(texts.stream().<PolicyValue>map(Text::new).toList());
    }

    @Override
    public Fields metadata() {
        return metadata;
    }

    PolicyCard card() {
        return network.card();
    }

    @Override
    public Episode episode() {
        return new Asked(network.another());
    }

    /** Thinks once, so that the first who asks waits no longer than others. */
    void warmUp() {
        Observation nothing =
                new Observation(new byte[Observation.IMAGE_SIDE * Observation.IMAGE_SIDE * 3], new float[states], 0);
        new Asked(network.another()).act("warm up", nothing);
    }

    @Override
    public void close() {
        thinking.lock();
        try {
            network.close();
        } finally {
            thinking.unlock();
        }
    }

    /** One connection; reads an instruction again only when it is another. */
    private final class Asked implements Episode {
        private final BatchedPolicy policy;
        private String begun = "";

        Asked(BatchedPolicy policy) {
            this.policy = policy;
        }

        @Override
        public Fields answer(Fields observation) throws Refused {
            String words = words(observation);
            Observation seen = new Observation(picture(observation), state(observation), 0);
            try {
                Action action = act(words, seen);
                float[] numbers = new float[action.width()];
                for (int i = 0; i < numbers.length; i++) {
                    numbers[i] = (float) action.number(i);
                }
                return Fields.empty().with(ACTIONS, new Array(NumpyArray.ofFloats(numbers, 1, numbers.length)));
            } catch (PolicyException e) {
                throw new Refused(String.valueOf(e.getMessage()));
            }
        }

        Action act(String words, Observation seen) {
            thinking.lock();
            try {
                if (!words.equals(begun)) {
                    policy.begin(Prompted.words(words), 0);
                    begun = words;
                }
                return policy.act(seen);
            } finally {
                thinking.unlock();
            }
        }
    }

    private static String words(Fields observation) throws Refused {
        if (observation.find(PROMPT).orElse(null) instanceof Text(String words) && !words.isBlank()) {
            return words;
        }
        throw new Refused("The observation needs " + PROMPT + ", an instruction as text.");
    }

    private static byte[] picture(Fields observation) throws Refused {
        if (observation.find(IMAGE).orElse(null) instanceof Array(NumpyArray array)
                && array.type().equals(DataType.UINT8)
                && array.shape().equals(PICTURE)) {
            byte[] pixels = new byte[array.size()];
            array.data().get(pixels);
            return pixels;
        }
        throw new Refused("The observation needs " + IMAGE + ", an array |u1 " + PICTURE + ", colour last.");
    }

    private float[] state(Fields observation) throws Refused {
        if (!(observation.find(STATE).orElse(null) instanceof Array(NumpyArray array))
                || !array.type().numeric()
                || !array.shape().equals(List.of(states))) {
            throw new Refused("The observation needs " + STATE + ", an array <f4 [" + states + "].");
        }
        double[] numbers = array.toDoubles();
        float[] state = new float[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            state[i] = (float) numbers[i];
            if (!Float.isFinite(state[i])) {
                throw new Refused("Number %d of %s is %s; a measurement is finite.".formatted(i, STATE, numbers[i]));
            }
        }
        return state;
    }
}
