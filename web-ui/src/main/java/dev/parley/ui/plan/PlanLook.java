package dev.parley.ui.plan;

import dev.parley.core.plan.Plan;
import dev.parley.core.scene.SceneData;
import dev.parley.ui.parts.SampleChoices;
import dev.parley.ui.parts.SampleQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How many more, as its page shows it. */
public record PlanLook(Plan plan, List<SceneData> scenes, SavingLook saving) {

    public SampleChoices choices() {
        return new SampleChoices(plan.wish().sample(), scenes);
    }

    public List<SampleChoices.Choice> policies() {
        return options(plan.wish().policy());
    }

    public List<SampleChoices.Choice> others() {
        return options(plan.wish().against());
    }

    private List<SampleChoices.Choice> options(Optional<String> chosen) {
        return plan.policies().stream()
                .sorted(Comparator.comparing(Plan.Choice::title))
                .map(each -> new SampleChoices.Choice(
                        each.name(),
                        String.format(Locale.ROOT, "%s (%,d judged)", each.title(), each.judged()),
                        chosen.filter(each.name()::equals).isPresent()))
                .toList();
    }

    public boolean chosen() {
        return plan.first().isPresent();
    }

    public boolean nothingRan() {
        return plan.tallies().isEmpty();
    }

    public List<KnownLook> rows() {
        List<KnownLook> rows = new ArrayList<>();
        plan.first().ifPresent(known -> rows.add(new KnownLook(known, fleetLook())));
        plan.second().ifPresent(known -> rows.add(new KnownLook(known, fleetLook())));
        return rows;
    }

    /** What runs them. */
    public String fleet() {
        return fleetLook().sentence();
    }

    private FleetLook fleetLook() {
        return new FleetLook(plan.fleet());
    }

    public boolean two() {
        return plan.first().isPresent() && plan.second().isPresent();
    }

    public boolean same() {
        return two() && plan.wish().policy().equals(plan.wish().against());
    }

    public Optional<ApartLook> apart() {
        return plan.apart()
                .map(apart -> new ApartLook(
                        apart,
                        plan.first().orElseThrow().title(),
                        plan.second().orElseThrow().title(),
                        fleetLook()));
    }

    /** Where a study of the two is planned. */
    public String study() {
        return "/studies/new?policy=%s&policy=%s"
                .formatted(
                        plan.wish().policy().orElse(""), plan.wish().against().orElse(""));
    }

    public String api() {
        List<String> query = new ArrayList<>();
        plan.wish().policy().ifPresent(name -> query.add("policy=" + name));
        plan.wish().against().ifPresent(name -> query.add("against=" + name));
        query.add(SampleQuery.api(plan.wish().sample()));
        return "/api/v1/plan?" + String.join("&", query);
    }
}
