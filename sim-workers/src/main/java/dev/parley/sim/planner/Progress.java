package dev.parley.sim.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** How far a plan has come: what is open in the stage that it has reached. One thread. */
final class Progress {

    private final Plan plan;
    private final List<Open> open = new ArrayList<>();
    private int stage;
    private int before;

    /**
     * A clause that is not done yet.
     *
     * @param number in the plan, from 1
     * @param tries skills begun for it
     */
    record Open(String text, int number, int of, int tries) {

        /** For people: "1 of 2". */
        String place() {
            return number + " of " + of;
        }
    }

    Progress(Plan plan) {
        this.plan = plan;
        enter();
    }

    private void enter() {
        while (open.isEmpty() && stage < plan.stages().size()) {
            List<String> clauses = plan.stages().get(stage++).clauses();
            for (String clause : clauses) {
                open.add(new Open(clause, ++before, plan.size(), 0));
            }
        }
    }

    /** Clauses of the stage that are open; a copy. */
    List<Open> open() {
        return List.copyOf(open);
    }

    /** Whether nothing is left. */
    boolean isEmpty() {
        return open.isEmpty();
    }

    boolean isSingle() {
        return plan.size() == 1;
    }

    /** Closes a clause, whether it is done or given up; when its stage has no other, the next begins. */
    void done(Open clause) {
        open.removeIf(each -> each.number() == clause.number());
        enter();
    }

    /** Counts a try. */
    void tried(Open clause) {
        open.replaceAll(each -> each.number() == clause.number()
                ? new Open(each.text(), each.number(), each.of(), each.tries() + 1)
                : each);
    }

    /** The whole plan for people. */
    String told(NamedThings things) {
        List<String> clauses = plan.stages().stream()
                .flatMap(each -> each.clauses().stream())
                .map(things::spoken)
                .toList();
        return String.join(
                "; ",
                IntStream.range(0, clauses.size())
                        .mapToObj(i -> (i + 1) + ". " + clauses.get(i))
                        .toList());
    }
}
