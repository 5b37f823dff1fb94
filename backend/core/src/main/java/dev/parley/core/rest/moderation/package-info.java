/** The moderation desk over HTTP, for whoever has an operator's key. */
@NullMarked
package dev.parley.core.rest.moderation;

import org.jspecify.annotations.NullMarked;
