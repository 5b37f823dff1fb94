/** The scripted expert: solves the scene's tasks from the true state; teacher of the learned policies, labelled privileged. */
@NullMarked
package dev.parley.sim.expert;

import org.jspecify.annotations.NullMarked;
