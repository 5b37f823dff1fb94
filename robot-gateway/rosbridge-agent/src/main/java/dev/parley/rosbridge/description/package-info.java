/** Robots as their URDF describes them, and where their parts are for given joints. Pure: no clock, no log. */
@NullMarked
package dev.parley.rosbridge.description;

import org.jspecify.annotations.NullMarked;
