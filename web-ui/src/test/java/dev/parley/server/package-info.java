/** Tests of the server's assembly. */
@NullMarked
package dev.parley.server;

import org.jspecify.annotations.NullMarked;
