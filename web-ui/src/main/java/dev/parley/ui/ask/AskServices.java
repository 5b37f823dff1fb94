package dev.parley.ui.ask;

import dev.parley.core.comparison.Comparisons;
import dev.parley.core.consent.Consents;
import dev.parley.core.follow.Followers;
import dev.parley.core.follow.Newsstand;
import dev.parley.core.goal.ComposedGoals;
import dev.parley.core.goal.GoalStatements;
import dev.parley.core.goalimage.GoalImages;
import dev.parley.core.instead.Alternatives;
import dev.parley.core.prompt.Prompts;
import dev.parley.core.scene.Scenes;
import dev.parley.ui.bridge.Line;
import dev.parley.ui.bridge.PageBridge;

/** What the form calls. */
record AskServices(
        PageBridge bridge,
        Offers offers,
        Scenes scenes,
        Prompts prompts,
        Comparisons comparisons,
        GoalImages images,
        ComposedGoals goals,
        GoalStatements meanings,
        Consents consents,
        Line line,
        AlikeAsks alike,
        Alternatives alternatives,
        Followers followers,
        Newsstand newsstand) {}
