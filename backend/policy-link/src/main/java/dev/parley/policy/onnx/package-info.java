/** What an ONNX file declares, read with bounds and without running it. */
@NullMarked
package dev.parley.policy.onnx;

import org.jspecify.annotations.NullMarked;
