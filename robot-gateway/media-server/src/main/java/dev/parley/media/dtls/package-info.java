/** DTLS 1.2 with a self-signed certificate on each side (RFC 8827), for the keys of SRTP (RFC 5764) and nothing else. */
@NullMarked
package dev.parley.media.dtls;

import org.jspecify.annotations.NullMarked;
