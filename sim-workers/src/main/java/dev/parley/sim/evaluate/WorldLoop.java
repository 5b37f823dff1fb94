package dev.parley.sim.evaluate;

import dev.parley.sim.policy.BatchedPolicy;
import dev.parley.sim.policy.NetworkBatch;
import dev.parley.sim.policy.Policy;
import dev.parley.sim.policy.PolicyException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.BooleanSupplier;

/**
 * What one core does: it keeps several worlds of a scene going, each in an episode of its own, and has the network answer for all of
 * them at once. A policy that is not one network is asked world by world. Ends when the queue is empty or somebody stops it.
 */
final class WorldLoop {

    private final Worlds worlds;
    private final int most;
    private final BooleanSupplier stopped;

    /** @param most worlds at once */
    WorldLoop(Worlds worlds, int most, BooleanSupplier stopped) {
        this.worlds = worlds;
        this.most = most;
        this.stopped = stopped;
    }

    /** Runs the episodes of one scene that are left in the queue. */
    void run(String scene, Queue<PlannedEpisode> queue) {
        if (queue.isEmpty()) {
            return;
        }
        List<World> opened = new ArrayList<>();
        try (Policy policy = worlds.policy(scene);
                Prompter prompter = worlds.prompter(scene)) {
            Optional<NetworkBatch> batch = policy instanceof BatchedPolicy batched
                    ? Optional.of(batched.network().batch(most))
                    : Optional.empty();
            for (int i = 0; i < Math.min(batch.isPresent() ? most : 1, queue.size()); i++) {
                opened.add(worlds.open(scene, policy));
            }
            while (fill(opened, queue, prompter)) {
                List<World> busy =
                        opened.stream().filter(world -> !world.isIdle()).toList();
                batch.ifPresentOrElse(rows -> together(busy, rows), () -> busy.forEach(WorldLoop::alone));
            }
        } finally {
            opened.forEach(World::close);
        }
    }

    // Whether there is anything to do.
    private boolean fill(List<World> opened, Queue<PlannedEpisode> queue, Prompter prompter) {
        if (stopped.getAsBoolean()) {
            return false;
        }
        boolean busy = false;
        for (World world : opened) {
            while (world.isIdle()) {
                PlannedEpisode next = queue.poll();
                if (next == null) {
                    break;
                }
                world.begin(next, prompter);
            }
            busy |= !world.isIdle();
        }
        return busy;
    }

    private static void together(List<World> busy, NetworkBatch rows) {
        for (int row = 0; row < busy.size(); row++) {
            World world = busy.get(row);
            ((BatchedPolicy) world.policy()).ask(world.observe(), rows, row);
        }
        rows.run(busy.size());
        for (int row = 0; row < busy.size(); row++) {
            World world = busy.get(row);
            try {
                world.act(((BatchedPolicy) world.policy()).answer(rows, row));
            } catch (PolicyException e) {
                world.fault(String.valueOf(e.getMessage()));
            }
        }
    }

    private static void alone(World world) {
        try {
            world.act(world.policy().act(world.observe()));
        } catch (PolicyException e) {
            world.fault(String.valueOf(e.getMessage()));
        }
    }
}
