/** What every HTTP answer carries, whatever answers. */
@NullMarked
package dev.parley.server.web;

import org.jspecify.annotations.NullMarked;
