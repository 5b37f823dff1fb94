/** The lite half of ICE (RFC 8445, section 2.5): a server that is reachable only answers checks, with STUN (RFC 8489). */
@NullMarked
package dev.parley.media.ice;

import org.jspecify.annotations.NullMarked;
