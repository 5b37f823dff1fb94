package dev.parley.sim.policy;

import dev.parley.sim.body.Action;
import dev.parley.sim.scene.Observation;

/** A network that gets camera pixels, the arm's own measurements and the sentence, and nothing else. */
final class LearnedPolicy implements Policy {

    private final PolicyCard card;
    private final OnnxNetwork network;
    private final SentenceEncoder encoder;
    private float[] sentence = new float[SentenceEncoder.WIDTH];

    LearnedPolicy(PolicyCard card, OnnxNetwork network, SentenceEncoder encoder) {
        this.card = card;
        this.network = network;
        this.encoder = encoder;
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
        return network.act(observation, sentence);
    }

    @Override
    public void close() {
        network.close();
    }
}
