/** Outlines of ONNX files, hostile ones too. */
@NullMarked
package dev.parley.policy.onnx;

import org.jspecify.annotations.NullMarked;
