/** Pages of policies that run on their makers' servers. */
@NullMarked
package dev.parley.ui.remote;

import org.jspecify.annotations.NullMarked;
