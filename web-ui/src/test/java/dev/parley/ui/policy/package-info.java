/** Tests of the pages of policies. */
@NullMarked
package dev.parley.ui.policy;

import org.jspecify.annotations.NullMarked;
