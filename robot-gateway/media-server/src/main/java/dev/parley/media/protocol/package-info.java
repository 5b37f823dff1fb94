/** The words of the Kurento protocol: error codes, request parameters, messages. No state. */
@NullMarked
package dev.parley.media.protocol;

import org.jspecify.annotations.NullMarked;
