/** Policies that run inside a station: learned ones on ONNX Runtime, the scripted expert, and a random baseline. */
@NullMarked
package dev.parley.sim.policy;

import org.jspecify.annotations.NullMarked;
