package dev.parley.sim.policy;

import dev.parley.sim.body.Action;
import dev.parley.sim.scene.Observation;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A network that gets camera pixels, the arm's own measurements and what was asked, and nothing else. Words and a goal picture are
 * read once, when the episode begins.
 */
final class LearnedPolicy implements BatchedPolicy {

    private final PolicyCard card;
    private final ArmNetwork network;
    private final Optional<WordsReader> readers;
    private final Optional<GoalReader> goals;
    private final boolean ownsNetworks;
    private final SentenceEncoder encoder;
    private final NetworkBatch single;
    private EncodedPrompt prompt;
    private boolean hasWords;
    private OptionalDouble known = OptionalDouble.empty();

    /** Throws {@link PolicyException} when the networks cannot take what the card says. */
    LearnedPolicy(
            PolicyCard card,
            ArmNetwork network,
            Optional<WordsReader> readers,
            Optional<GoalReader> goals,
            SentenceEncoder encoder) {
        this(card, network, readers, goals, true, encoder);
        boolean words = card.takes().contains(PolicyCard.Asking.WORDS);
        boolean pictures = card.takes().contains(PolicyCard.Asking.PICTURE);
        boolean canRead = network.takesIntent() ? readers.isPresent() : network.takesWords();
        if (words && !canRead || pictures && goals.isEmpty()) {
            throw new PolicyException("The card of policy " + card.name() + " says that it takes " + card.takes()
                    + ", which its networks do not; they take "
                    + network.network().inputs().keySet() + (goals.isPresent() ? " and a picture" : ""));
        }
    }

    private LearnedPolicy(
            PolicyCard card,
            ArmNetwork network,
            Optional<WordsReader> readers,
            Optional<GoalReader> goals,
            boolean ownsNetworks,
            SentenceEncoder encoder) {
        this.card = card;
        this.network = network;
        this.readers = readers;
        this.goals = goals;
        this.ownsNetworks = ownsNetworks;
        this.encoder = encoder;
        single = network.network().batch(1);
        prompt = new EncodedPrompt(new float[network.wordsWidth()], noGoal(), false);
    }

    @Override
    public PolicyCard card() {
        return card;
    }

    @Override
    public void begin(Prompted prompted, long seed) {
        card.requireTaken(prompted);
        hasWords = prompted.hasWords();
        known = OptionalDouble.empty();
        prompt = new EncodedPrompt(
                hasWords ? read(prompted.words()) : new float[network.wordsWidth()],
                prompted.picture()
                        .flatMap(picture -> goals.map(reader -> reader.read(picture)))
                        .orElseGet(this::noGoal),
                prompted.picture().isPresent());
    }

    private float[] read(String words) {
        if (readers.isEmpty()) {
            return encoder.encode(words);
        }
        WordsReader.Meant meant = readers.get().read(encoder.pieces(words));
        known = OptionalDouble.of(meant.known());
        return meant.intent();
    }

    private float[] noGoal() {
        return new float[network.goalWidth().orElse(0)];
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
        return new LearnedPolicy(card, network, readers, goals, false, encoder);
    }

    @Override
    public void ask(Observation observation, NetworkBatch batch, int row) {
        network.ask(observation, prompt, batch, row);
    }

    @Override
    public Action answer(NetworkBatch batch, int row) {
        if (readers.isEmpty()) {
            known = network.known(batch, row);
        }
        return network.answer(batch, row);
    }

    /** What the network says of the words; a picture alone has none. */
    @Override
    public Optional<Familiarity> familiarity() {
        return hasWords && known.isPresent()
                ? Optional.of(Familiarity.of(Math.clamp(known.getAsDouble(), 0, 1), card.familiarFrom()))
                : Optional.empty();
    }

    @Override
    public void close() {
        if (ownsNetworks) {
            network.close();
            readers.ifPresent(WordsReader::close);
            goals.ifPresent(GoalReader::close);
        }
    }
}
