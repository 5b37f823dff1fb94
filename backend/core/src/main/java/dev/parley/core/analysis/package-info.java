/**
 * The statistics of Parley: pure functions of counts and numbers, without database, clock or framework, the same for
 * the same seed. Features are packages of their own; nothing here knows another part of the core.
 */
@NullMarked
package dev.parley.core.analysis;

import org.jspecify.annotations.NullMarked;
