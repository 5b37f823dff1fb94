package dev.parley.core.rest.description;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;

/**
 * Finishes the description at {@code /api/v1/openapi.json}, so that clients can be generated from it: what holds of every operation is said
 * here once, and not at each of them. Runs while the application is built; see decision 0169.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class InterfaceDescription implements OASFilter {
    static final String API = "/api/v1/";

    @Override
    public void filterOpenAPI(OpenAPI description) {
        description.setInfo(OASFactory.createInfo()
                .title("Parley")
                .version("1")
                .description(
                        "Ask robot policies to do something, follow what becomes of it, and take the results home. What is here under /api/v1 stays:"
                                + " operations and fields are added, none is renamed or taken away."));
        if (description.getComponents() == null) {
            description.setComponents(OASFactory.createComponents());
        }
        Fields.settle(description.getComponents());
        Callers.declare(description.getComponents());
        Answers.declare(description.getComponents());
        Map<String, PathItem> all = description.getPaths().getPathItems();
        // What stations speak among themselves and the gateway is a protocol of its own; see contracts.
        List.copyOf(all.keySet()).stream()
                .filter(path -> !path.startsWith(API))
                .forEach(description.getPaths()::removePathItem);
        description.getPaths().getPathItems().forEach(InterfaceDescription::finish);
    }

    private static void finish(String path, PathItem item) {
        LiveOperations.name(path, item);
        // Answered as every address answers them: they are no operations.
        for (PathItem.HttpMethod method : List.copyOf(item.getOperations().keySet())) {
            if (method == PathItem.HttpMethod.OPTIONS || method == PathItem.HttpMethod.HEAD) {
                item.setOperation(method, null);
            }
        }
        new ArrayList<>(item.getOperations().entrySet()).forEach(entry -> {
            Operation operation = entry.getValue();
            Parameters.limit(path, item, operation);
            Answers.complete(path, operation);
            Callers.name(entry.getKey(), path, operation);
        });
    }
}
