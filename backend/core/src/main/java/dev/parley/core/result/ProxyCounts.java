package dev.parley.core.result;

import dev.parley.core.analysis.interval.Counts;

/**
 * Episodes of one version on which both the judge that matters and a proxy said something.
 *
 * @param proxy {@code detector}, or the row name of a judge
 * @param end how many the judge found done
 * @param said how many the proxy did, of the same episodes
 */
public record ProxyCounts(Version version, String proxy, Counts end, Counts said) {}
