/** Which lab a policy belongs to, and what its people therefore may not do with it. */
@NullMarked
package dev.parley.core.owner;

import org.jspecify.annotations.NullMarked;
