package dev.parley.sim.planner;

import dev.parley.sim.body.Action;
import dev.parley.sim.policy.Familiarity;
import dev.parley.sim.policy.Policy;
import dev.parley.sim.policy.PolicyCard;
import dev.parley.sim.policy.PolicyException;
import dev.parley.sim.policy.Prompted;
import dev.parley.sim.scene.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Does long instructions with the skills of another policy, after "Do As I Can, Not As I Say" (Ahn and others, 2022): every clause is
 * matched with every skill by language, every skill is judged by a learned look at the picture for whether it can be done from here, and
 * the skill with the highest product runs until that look says it is done. It sees pictures, what the arm feels and words, and nothing
 * else.
 */
final class PlannerPolicy implements Policy {

    /** Actions between two looks while a skill runs. */
    private static final int LOOK_EVERY = 4;

    /** Looks in a row that have to find a skill done: one alone may be a shadow. */
    private static final int SURE_LOOKS = 3;

    private static final double DONE = 0.8;

    /** Below this share, a skill is not what the clause asks for. */
    private static final double LEAST_MATCH = 0.05;

    private static final int MOST_STEPS = 130;
    private static final int MOST_TRIES = 3;
    private static final int MOST_RETREAT = 60;

    private final PolicyCard card;
    private final Policy low;
    private final NamedThings things;
    private final InstructionReader reader;
    private final SkillBook book;
    private final Affordances affordances;
    private final double border;
    private final List<String> notes = new ArrayList<>();

    private Progress progress = new Progress(new Plan(List.of()));
    private Prompted prompted = Prompted.words("");
    private long seed;
    private double known;
    private Doing doing = Doing.DECIDING;
    private @Nullable Choice choice;
    private @Nullable Retreat retreat;
    private float @Nullable [] home;
    private int steps;
    private int sureLooks;

    private enum Doing {
        DECIDING,
        RUNNING,
        RETREATING,
        HOLDING,
        STAYING
    }

    /** A clause with the skill that was found best for it. */
    private record Choice(Progress.Open clause, SkillBook.Match match, Affordances.Affordance affordance) {

        double value() {
            return match.match() * affordance.able();
        }
    }

    /** @param border lowest score of language match at which a clause counts as known */
    PlannerPolicy(
            PolicyCard card, Policy low, NamedThings things, SkillBook book, Affordances affordances, double border) {
        this.card = card;
        this.low = low;
        this.things = things;
        this.book = book;
        this.affordances = affordances;
        this.border = border;
        reader = new InstructionReader(things);
    }

    @Override
    public PolicyCard card() {
        return card;
    }

    @Override
    public void begin(Prompted wanted, long withSeed) {
        if (!wanted.hasWords()) {
            throw new PolicyException("The planner goes by words; a picture alone it cannot split into steps");
        }
        prompted = wanted;
        seed = withSeed;
        Plan plan = reader.read(wanted.words());
        progress = new Progress(plan);
        known = plan.stages().stream()
                .flatMap(stage -> stage.clauses().stream())
                .mapToDouble(clause -> best(book.matches(clause)).score())
                .min()
                .orElse(0);
        notes.clear();
        notes.add("Plan: " + progress.told(things));
        doing = Doing.DECIDING;
        choice = null;
        home = null;
    }

    @Override
    public Action act(Observation observation) {
        if (home == null) {
            home = observation.proprioception().clone();
        }
        if (doing == Doing.RUNNING && ended(observation)) {
            moveBack();
        }
        if (doing == Doing.RETREATING) {
            Retreat back = way();
            if (!back.isThere(observation.proprioception()) && steps < MOST_RETREAT) {
                steps++;
                return back.next(observation.proprioception());
            }
            doing = Doing.DECIDING;
        }
        if (doing == Doing.DECIDING) {
            decide(observation);
        }
        return switch (doing) {
            case RUNNING -> {
                steps++;
                yield low.act(observation);
            }
            case HOLDING -> low.act(observation);
            case STAYING, DECIDING, RETREATING -> way().next(observation.proprioception());
        };
    }

    // Whether the skill that runs has come to its end, one way or the other.
    private boolean ended(Observation observation) {
        Choice now = chosen();
        if (steps % LOOK_EVERY == 0 && steps > 0) {
            double done = affordances
                    .look(observation, List.of(now.match().skill()))
                    .getFirst()
                    .done();
            sureLooks = done > DONE ? sureLooks + 1 : 0;
            if (sureLooks >= SURE_LOOKS) {
                say("%s looks done after %d steps [done %.2f]", now.clause().place(), steps, done);
                return true;
            }
        }
        if (steps >= MOST_STEPS) {
            say("%s has taken %d steps: moving back to look again", now.clause().place(), steps);
            return true;
        }
        return false;
    }

    private void moveBack() {
        // What is held up is done only as long as it is held.
        boolean holds = chosen().match().skill().task().predicate().kind().equals("lifted");
        if (holds && sureLooks >= SURE_LOOKS) {
            progress.done(chosen().clause());
            if (progress.isEmpty()) {
                say("Nothing is left of the plan: holding on");
                doing = Doing.HOLDING;
                return;
            }
        }
        doing = Doing.RETREATING;
        retreat = null;
        steps = 0;
    }

    private void decide(Observation observation) {
        while (!progress.isEmpty()) {
            List<Affordances.Affordance> seen = affordances.look(observation, book.skills());
            Optional<Choice> best = Optional.empty();
            for (Progress.Open clause : progress.open()) {
                Optional<Choice> found = choiceFor(clause, seen);
                if (found.isPresent()
                        && best.map(Choice::value).orElse(-1.0) < found.get().value()) {
                    best = found;
                }
            }
            if (best.isPresent()) {
                run(best.get());
                return;
            }
        }
        say("Nothing is left of the plan: moving back and staying");
        doing = Doing.STAYING;
        retreat = null;
    }

    // Empty when the clause is done, cannot be read, or has been tried often enough; it is then closed.
    private Optional<Choice> choiceFor(Progress.Open clause, List<Affordances.Affordance> seen) {
        List<SkillBook.Match> matches = book.matches(clause.text());
        SkillBook.Match nearest = best(matches);
        if (nearest.score() < border) {
            say(
                    "%s: nothing that I have learnt is like this; the nearest is \"%s\" [score %.2f]",
                    clause.place(), nearest.skill().instruction(), nearest.score());
            progress.done(clause);
            return Optional.empty();
        }
        Affordances.Affordance there = seen.get(matches.indexOf(nearest));
        if (there.done() > DONE) {
            say(
                    "%s, %s: looks done already [done %.2f]",
                    clause.place(), nearest.skill().instruction(), there.done());
            progress.done(clause);
            return Optional.empty();
        }
        if (clause.tries() >= MOST_TRIES) {
            say("%s: given up after %d tries", clause.place(), clause.tries());
            progress.done(clause);
            return Optional.empty();
        }
        Choice best = new Choice(clause, nearest, there);
        for (int i = 0; i < matches.size(); i++) {
            Choice other = new Choice(clause, matches.get(i), seen.get(i));
            if (matches.get(i).match() >= LEAST_MATCH && other.value() > best.value()) {
                best = other;
            }
        }
        return Optional.of(best);
    }

    private void run(Choice best) {
        say(
                "%s: %s. %s, and %s [match %.2f, affordance %.2f]",
                best.clause().place(),
                best.match().skill().instruction(),
                PlainScores.asked(best.match().match()),
                PlainScores.feasible(best.affordance().able()),
                best.match().match(),
                best.affordance().able());
        progress.tried(best.clause());
        choice = best;
        // A plan of one step is the person's own sentence, which the low-level policy may read better than this one
        // does.
        low.begin(
                progress.isSingle()
                        ? prompted
                        : Prompted.words(best.match().skill().instruction()),
                seed);
        doing = Doing.RUNNING;
        steps = 0;
        sureLooks = 0;
    }

    private static SkillBook.Match best(List<SkillBook.Match> matches) {
        SkillBook.Match best = matches.getFirst();
        for (SkillBook.Match match : matches) {
            best = match.score() > best.score() ? match : best;
        }
        return best;
    }

    private Choice chosen() {
        Choice now = choice;
        if (now == null) {
            throw new IllegalStateException("No skill runs");
        }
        return now;
    }

    private Retreat way() {
        Retreat way = retreat;
        float[] start = home;
        if (start == null) {
            throw new IllegalStateException("begin comes before act");
        }
        if (way == null) {
            way = new Retreat(start);
            retreat = way;
        }
        return way;
    }

    private void say(String words, Object... numbers) {
        notes.add(String.format(Locale.ROOT, words, numbers));
    }

    @Override
    public List<String> notes() {
        List<String> said = List.copyOf(notes);
        notes.clear();
        return said;
    }

    @Override
    public Optional<Familiarity> familiarity() {
        return Optional.of(Familiarity.of(Math.clamp(known, 0, 1), border));
    }

    @Override
    public void close() {
        affordances.close();
        low.close();
    }
}
