/** libwebrtc made loadable on any machine, and the few calls to it that the publisher and the tests need. */
@NullMarked
package dev.parley.station.webrtc;

import org.jspecify.annotations.NullMarked;
