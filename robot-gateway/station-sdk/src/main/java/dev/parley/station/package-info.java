/** The client that every station is built on: implement {@link dev.parley.station.StationBody}, then connect a {@link dev.parley.station.Station}. */
@NullMarked
package dev.parley.station;

import org.jspecify.annotations.NullMarked;
