/** What moves success, whether simulation tells the truth, and how proxies stand to judges: for whoever reads results. */
@NullMarked
package dev.parley.ui.results;

import org.jspecify.annotations.NullMarked;
