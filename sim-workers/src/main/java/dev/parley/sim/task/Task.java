package dev.parley.sim.task;

/**
 * One thing that can be asked of a scene and judged by its predicate.
 *
 * @param id stable name, for instance {@code put-cube-red-in-bowl-blue}
 * @param object id of the object to move
 * @param target id of the bowl it should end in
 * @param instruction the plainest sentence that asks for it
 * @param reading how the judge will read a sentence recognised as this task, shown to the asker
 */
public record Task(String id, String object, String target, String instruction, String reading) {}
