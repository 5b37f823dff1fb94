package dev.parley.core.study;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.Optional;

/** Who may submit studies, and how much of them waits in the queue. */
@ConfigMapping(prefix = "parley.studies")
public interface StudyConfig {
    /** NAME:KEY of everybody who may submit studies; without any, nobody may. */
    Optional<List<String>> keys();

    /** How many turns of one study wait in the queue at most; the rest follows as they run. */
    @WithDefault("50")
    @Min(1)
    int waitingPerStudy();

    /** What the studies that run share among them where this is less; each may always have one. */
    @WithDefault("200")
    @Min(1)
    int waitingInAll();

    /** Studies that may run at once. */
    @WithDefault("50")
    @Min(1)
    int running();
}
