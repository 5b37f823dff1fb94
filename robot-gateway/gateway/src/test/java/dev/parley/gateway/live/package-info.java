/** Live video against a real media server process and real libwebrtc peers. */
@NullMarked
package dev.parley.gateway.live;

import org.jspecify.annotations.NullMarked;
