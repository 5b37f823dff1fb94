/** Session descriptions (RFC 8866, JSEP) as far as one bundled video needs them. Pure. */
@NullMarked
package dev.parley.media.sdp;

import org.jspecify.annotations.NullMarked;
