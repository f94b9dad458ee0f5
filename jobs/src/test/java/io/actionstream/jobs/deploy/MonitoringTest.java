package io.actionstream.jobs.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of Prometheus and Grafana; {@code check-metrics.sh} runs their queries. */
class MonitoringTest {

    private static final String DASHBOARD = "docker/grafana/actionstream.json";
    private static final String ALERTS = "docker/alerts.yaml";
    private static final Pattern METRIC = Pattern.compile("flink_(?:taskmanager_job_task_operator|taskmanager_job_task"
            + "|taskmanager_Status_JVM_Memory_Heap|jobmanager_job)_(\\w+)");
    private static final Set<String> KNOWN = known();

    static Stream<String> queries() {
        return Stream.concat(panels().flatMap(panel -> panel.at("targets").list().stream()), rules().stream())
                .map(query -> query.at("expr").text());
    }

    @ParameterizedTest
    @MethodSource("queries")
    void shouldAskForMetricsThatExist(String query) {
        assertThat(METRIC.matcher(query).results().map(metric -> metric.group(1)))
                .isNotEmpty()
                .isSubsetOf(KNOWN);
    }

    @Test
    void shouldHaveAPlaceOfItsOwnForEachPanel() {
        assertThat(panels().map(panel -> panel.at("gridPos", "x").text() + " "
                        + panel.at("gridPos", "y").text()))
                .doesNotHaveDuplicates();
        assertThat(panels().map(panel -> panel.at("id").text())).doesNotHaveDuplicates();
    }

    @Test
    void shouldCompareEachAlertWithANumber() {
        assertThat(rules())
                .hasSize(7)
                .allSatisfy(rule -> assertThat(rule.at("expr").text()).matches(".* (==|<|>) -?[0-9.]+"));
    }

    @Test
    void shouldExplainEachAlert() {
        for (Node rule : rules()) {
            assertThat(Repository.text("docs/metrics.md"))
                    .contains("| `" + rule.at("alert").text() + "` |");
            assertThat(rule.at("annotations", "summary").text()).endsWith(".");
        }
    }

    @Test
    void shouldLoadTheAlertsWhereComposePutsThem() {
        assertThat(Repository.yaml("docker/prometheus.yaml").at("rule_files").texts())
                .containsExactly("alerts.yaml");
        assertThat(Repository.yaml("docker/compose.yaml")
                        .at("services", "prometheus", "volumes")
                        .texts())
                .contains(
                        "./prometheus.yaml:/etc/prometheus/prometheus.yml:ro",
                        "./alerts.yaml:/etc/prometheus/alerts.yaml:ro");
    }

    private static Stream<Node> panels() {
        return Repository.yaml(DASHBOARD).at("panels").list().stream(); // JSON is YAML
    }

    private static List<Node> rules() {
        return Repository.yaml(ALERTS).at("groups").list().stream()
                .flatMap(group -> group.at("rules").list().stream())
                .toList();
    }

    private static Set<String> known() {
        Set<String> known = new HashSet<>(Metrics.ofOperators());
        known.addAll(Metrics.ofFlink());
        return known;
    }
}
