package dev.parley.core.comparison;

/** A policy version as a comparison names it, once it does. */
public record ComparisonPolicy(String name, String digest) {}
