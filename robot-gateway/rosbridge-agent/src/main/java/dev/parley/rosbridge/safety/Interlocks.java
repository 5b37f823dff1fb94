package dev.parley.rosbridge.safety;

import java.util.List;
import java.util.Optional;

/** All of them: the arm may move while none has a reason against it. */
public record Interlocks(List<Interlock> all) implements Interlock {
    public Interlocks {
        all = List.copyOf(all);
    }

    @Override
    public Optional<String> obstacle() {
        return all.stream().flatMap(each -> each.obstacle().stream()).findFirst();
    }
}
