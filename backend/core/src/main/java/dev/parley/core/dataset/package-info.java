/**
 * What people take home: snapshots of episodes and outcomes with a manifest, written in the background by whichever replica takes them,
 * and kept where recordings are.
 */
@NullMarked
package dev.parley.core.dataset;

import org.jspecify.annotations.NullMarked;
