/** Taking back what was sent: hidden at once, deleted by steps that survive a killed process, told without content. */
@NullMarked
package dev.parley.core.withdrawal;

import org.jspecify.annotations.NullMarked;
