/** What policy servers send and take: msgpack with numpy arrays in it, byte for byte as Python's clients write it. */
@NullMarked
package dev.parley.policy.wire;

import org.jspecify.annotations.NullMarked;
