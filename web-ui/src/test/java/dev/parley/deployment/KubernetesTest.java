package dev.parley.deployment;

import static dev.parley.deployment.DockerFolder.at;
import static dev.parley.deployment.DockerFolder.list;
import static dev.parley.deployment.DockerFolder.map;
import static dev.parley.deployment.DockerFolder.name;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

class KubernetesTest {

    private final List<Map<String, Object>> workloads = DockerFolder.workloads();

    @Test
    void everyPodIsWithoutRightsLimitedAndProbed() {
        for (Map<String, Object> workload : workloads) {
            Map<String, Object> container = DockerFolder.container(workload);
            assertThat(at(DockerFolder.pod(workload), "securityContext"))
                    .as(name(workload))
                    .containsEntry("runAsNonRoot", true)
                    .containsEntry("seccompProfile", Map.of("type", "RuntimeDefault"));
            assertThat(at(container, "securityContext"))
                    .as(name(workload))
                    .containsEntry("allowPrivilegeEscalation", false)
                    .containsEntry("capabilities", Map.of("drop", List.of("ALL")));
            assertThat(container).as(name(workload)).containsKeys("readinessProbe", "livenessProbe");
            assertThat(at(at(container, "resources"), "limits"))
                    .as(name(workload))
                    .containsKeys("cpu", "memory");
            assertThat(DockerFolder.pod(workload)).containsEntry("automountServiceAccountToken", false);
        }
    }

    @Test
    void imagesAndUsersAreThoseOfCompose() {
        Set<String> composed = DockerFolder.services().values().stream()
                .map(service -> String.valueOf(map(service).get("image")))
                .collect(Collectors.toSet());
        assertThat(workloads)
                .extracting(workload -> DockerFolder.container(workload).get("image"))
                .containsExactlyInAnyOrderElementsOf(composed);
        assertThat(DockerFolder.container(named("server"))).containsEntry("image", "parley/server");
        assertThat(at(DockerFolder.pod(named("server")), "securityContext")).containsEntry("runAsUser", 10001);
    }

    @Test
    void servicesLeadToPortsOfPods() {
        for (Map<String, Object> service : DockerFolder.manifests("Service")) {
            Map<String, Object> selector = at(at(service, "spec"), "selector");
            String pod = String.valueOf(selector.getOrDefault("app", "server"));
            Set<Object> open = list(DockerFolder.container(named(pod)).get("ports")).stream()
                    .map(port -> port.get("containerPort"))
                    .collect(Collectors.toSet());
            assertThat(list(at(service, "spec").get("ports")))
                    .as(name(service))
                    .allMatch(port -> open.contains(port.get("targetPort")));
        }
        assertThat(DockerFolder.manifests("Service"))
                .extracting(DockerFolder::name)
                .contains("server-1", "server-2", "postgres", "redis", "kurento", "coturn", "proxy");
    }

    @Test
    void whatIsMountedIsDeclared() {
        for (Map<String, Object> workload : workloads) {
            Map<String, Object> pod = DockerFolder.pod(workload);
            Set<Object> volumes = list(pod.getOrDefault("volumes", List.of())).stream()
                    .map(volume -> volume.get("name"))
                    .collect(Collectors.toSet());
            list(at(workload, "spec").getOrDefault("volumeClaimTemplates", List.of()))
                    .forEach(claim -> volumes.add(name(claim)));
            assertThat(volumes)
                    .as(name(workload))
                    .containsAll(list(DockerFolder.container(workload).getOrDefault("volumeMounts", List.of())).stream()
                            .map(mount -> mount.get("name"))
                            .toList());
        }
    }

    @Test
    void settingsAndSecretsComeFromTheFilesOfCompose() {
        Map<String, Object> kustomization = map(new Yaml().load(DockerFolder.text("kustomization.yaml")));
        assertThat(String.valueOf(kustomization.get("configMapGenerator"))).contains("settings.env", "nginx.conf");
        String script = DockerFolder.text("make-secrets.sh");
        for (Map<String, Object> secret : list(kustomization.get("secretGenerator"))) {
            Object files = secret.getOrDefault("files", secret.get("envs"));
            for (String file : DockerFolder.strings(files)) {
                assertThat(script).contains(file.substring(file.indexOf("secrets/") + "secrets/".length()));
            }
        }
        for (String resource : DockerFolder.strings(kustomization.get("resources"))) {
            assertThat(Files.exists(DockerFolder.FOLDER.resolve(resource)))
                    .as(resource)
                    .isTrue();
        }
    }

    @Test
    void nobodyReachesAPodUnlessAPolicySaysSo() {
        Map<String, Map<String, Object>> policies = DockerFolder.manifests("NetworkPolicy").stream()
                .collect(Collectors.toMap(DockerFolder::name, policy -> at(policy, "spec")));
        assertThat(policies.get("nobody"))
                .containsEntry("podSelector", Map.of())
                .doesNotContainKey("ingress");
        for (Map<String, Object> workload : workloads) {
            assertThat(policies).containsKey("to-" + name(workload));
            assertThat(at(policies.get("to-" + name(workload)), "podSelector"))
                    .isEqualTo(Map.of("matchLabels", Map.of("app", name(workload))));
        }
    }

    @Test
    void drainingANodeLeavesOneServerAndOneProxy() {
        Map<String, Map<String, Object>> budgets = DockerFolder.manifests("PodDisruptionBudget").stream()
                .collect(Collectors.toMap(DockerFolder::name, budget -> at(budget, "spec")));
        assertThat(budgets.get("server")).containsEntry("maxUnavailable", 1);
        assertThat(budgets.get("proxy")).containsEntry("minAvailable", 1);
        assertThat(at(named("server"), "spec")).containsEntry("replicas", 2);
    }

    private Map<String, Object> named(String name) {
        return workloads.stream()
                .filter(workload -> name(workload).equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no workload " + name));
    }
}
