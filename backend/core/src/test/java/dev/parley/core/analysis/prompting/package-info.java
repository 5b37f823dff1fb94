/** Tests of how varied prompts are. */
@NullMarked
package dev.parley.core.analysis.prompting;

import org.jspecify.annotations.NullMarked;
