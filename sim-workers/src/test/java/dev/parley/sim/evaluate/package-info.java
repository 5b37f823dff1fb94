/** Tests of measuring a policy over many episodes. */
package dev.parley.sim.evaluate;
