/** Pictures of numbers, drawn on the server: SVG without a style of its own, so that themes and widths are the style sheet's. */
@NullMarked
package dev.parley.ui.chart;

import org.jspecify.annotations.NullMarked;
