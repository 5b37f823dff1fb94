package dev.parley.core.station;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** Simulation first, then a robot. The same values must hold on every replica. */
@ConfigMapping(prefix = "parley.pyramid")
public interface PyramidConfig {
    /** What stations under the rules of a real robot may run whose lab has said nothing else. */
    @WithDefault("APPROVED")
    PolicyRule realStations();

    /** Episodes that have to be done in simulation, in one of the station's scenes, before a version can be approved. */
    @WithDefault("3")
    @Min(0)
    int simulatorPasses();
}
