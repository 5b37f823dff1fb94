/** RTP and RTCP (RFC 3550, 4585, 5104) as bytes and arithmetic: reading, writing, counting. No network, no clock, no threads. */
@NullMarked
package dev.parley.media.rtp;

import org.jspecify.annotations.NullMarked;
