/** SRTP and SRTCP (RFC 3711) with AES-128 in counter mode and HMAC-SHA1-80, the profile every WebRTC peer has. */
@NullMarked
package dev.parley.media.srtp;

import org.jspecify.annotations.NullMarked;
