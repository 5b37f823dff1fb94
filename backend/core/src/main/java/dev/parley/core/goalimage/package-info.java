/** Goal images: checked before decoding, re-encoded, stored without metadata. */
@NullMarked
package dev.parley.core.goalimage;

import org.jspecify.annotations.NullMarked;
