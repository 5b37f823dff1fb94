package dev.parley.sim.policy;

import dev.parley.sim.task.SceneTruth;
import java.util.function.Supplier;

/** A policy that looks at the simulator's true state instead of the camera; shown to people as such, and impossible on a robot. */
public interface PrivilegedPolicy extends Policy {

    /** Says where to read the truth; needed before {@link #act}. */
    void grantTruth(Supplier<SceneTruth> truth);
}
