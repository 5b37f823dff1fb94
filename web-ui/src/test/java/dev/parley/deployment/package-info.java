/** Holds the files under docker/ together: no engine runs where they are built, so tests read them. */
@org.jspecify.annotations.NullMarked
package dev.parley.deployment;
