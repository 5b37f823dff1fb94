/** What there is to ask: scenes, policies, stations, the queue. */
@NullMarked
package dev.parley.core.rest.catalogue;

import org.jspecify.annotations.NullMarked;
