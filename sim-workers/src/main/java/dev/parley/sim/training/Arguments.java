package dev.parley.sim.training;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Command-line options written {@code --name value}. */
public final class Arguments {

    private final Map<String, String> values = new HashMap<>();

    public Arguments(String[] args, String usage) {
        for (int i = 0; i < args.length; i += 2) {
            if (!args[i].startsWith("--") || i + 1 == args.length) {
                throw new IllegalArgumentException("Cannot read '" + args[i] + "'. Usage: " + usage);
            }
            values.put(args[i].substring(2), args[i + 1]);
        }
    }

    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    public String get(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("The option --" + name + " is missing"));
    }

    public long number(String name, long usual) {
        return find(name).map(Long::parseLong).orElse(usual);
    }
}
