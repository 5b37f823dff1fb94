package dev.parley.sim.policy;

import dev.parley.sim.body.Action;
import dev.parley.sim.scene.Observation;

/** A network that gets camera pixels, the arm's own measurements and the sentence, and nothing else. */
final class LearnedPolicy implements BatchedPolicy {

    private final PolicyCard card;
    private final ArmNetwork network;
    private final boolean ownsNetwork;
    private final SentenceEncoder encoder;
    private final NetworkBatch single;
    private float[] sentence = new float[SentenceEncoder.WIDTH];

    LearnedPolicy(PolicyCard card, ArmNetwork network, SentenceEncoder encoder) {
        this(card, network, true, encoder);
    }

    private LearnedPolicy(PolicyCard card, ArmNetwork network, boolean ownsNetwork, SentenceEncoder encoder) {
        this.card = card;
        this.network = network;
        this.ownsNetwork = ownsNetwork;
        this.encoder = encoder;
        single = network.network().batch(1);
    }

    @Override
    public PolicyCard card() {
        return card;
    }

    @Override
    public void begin(Prompted prompted, long seed) {
        sentence = encoder.encode(prompted.words());
    }

    @Override
    public Action act(Observation observation) {
        ask(observation, single, 0);
        single.run(1);
        return answer(single, 0);
    }

    @Override
    public OnnxNetwork network() {
        return network.network();
    }

    @Override
    public BatchedPolicy another() {
        return new LearnedPolicy(card, network, false, encoder);
    }

    @Override
    public void ask(Observation observation, NetworkBatch batch, int row) {
        network.ask(observation, sentence, batch, row);
    }

    @Override
    public Action answer(NetworkBatch batch, int row) {
        return network.answer(batch, row);
    }

    @Override
    public void close() {
        if (ownsNetwork) {
            network.close();
        }
    }
}
