package dev.parley.ui.plan;

import io.quarkus.qute.TemplateExtension;

/** What the plan's template writes beside plain text. */
@TemplateExtension(namespace = "plan")
final class PlanParts {
    private PlanParts() {}

    static String percent(double share) {
        return SavingLook.percent(share);
    }
}
