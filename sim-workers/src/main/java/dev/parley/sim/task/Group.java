package dev.parley.sim.task;

import java.util.List;

/**
 * Several objects that people name together.
 *
 * @param id stable name
 * @param names what people call them, whole, for instance {@code all cubes}
 * @param members ids of objects
 */
public record Group(String id, List<String> names, List<String> members) {

    public Group {
        names = List.copyOf(names);
        members = List.copyOf(members);
    }
}
