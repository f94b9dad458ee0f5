package io.actionstream.jobs.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.jobs.ClusterMain;
import java.util.List;
import org.apache.flink.configuration.MemorySize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlinkDeploymentTest {

    private static final Node SPEC =
            Repository.yaml("docker/flink-deployment.yaml").at("spec");
    private static final Node JOB = SPEC.at("job");
    private static final Node POD = SPEC.at("podTemplate", "spec");
    private static final Node CONTAINER = POD.at("containers").list().get(0);

    @Test
    void shouldRunTheJobWithOptionsThatExist() {
        assertThat(FlinkSettings.load(JOB.at("entryClass").text())).isEqualTo(ClusterMain.class);
        assertThat(CommandLines.parse(JOB.at("args").texts().toArray(String[]::new))
                        .commandSpec()
                        .name())
                .isEqualTo("run");
    }

    @Test
    void shouldTakeAnnouncedModelsFromTheFolderOfModelsOnly() {
        List<Node> mounts = SPEC.at("podTemplate", "spec")
                .at("containers")
                .list()
                .get(0)
                .at("volumeMounts")
                .list();
        String models = mounts.stream()
                .filter(mount -> mount.at("name").text().equals("models"))
                .map(mount -> mount.at("mountPath").text())
                .findAny()
                .orElseThrow();

        assertThat(CommandLines.parse(JOB.at("args").texts().toArray(String[]::new))
                        .matchedOption("--models-under")
                        .stringValues())
                .containsExactly(models);
    }

    @Test
    void shouldFindTheJobWhereTheImageHasIt() {
        assertThat(JOB.at("jarURI").text()).isEqualTo("local:///opt/flink/usrlib/actionstream-job.jar");
        assertThat(Repository.text("docker/Dockerfile"))
                .contains("jobs/target/actionstream-job.jar /opt/flink/usrlib/");
        assertThat(SPEC.at("image").text()).isEqualTo("actionstream:cpu");
    }

    @Test
    void shouldNameTheFlinkThatTheJobIsBuiltFor() {
        String version = Repository.property("flink.version").replaceFirst("\\.\\d+$", "");

        assertThat(SPEC.at("flinkVersion").text()).isEqualTo("v" + version.replace('.', '_'));
    }

    @Test
    void shouldSetFlinkUpWithSettingsThatExist() {
        new FlinkSettings(SPEC.at("flinkConfiguration").textMap()).shouldBeKnown();
    }

    @Test
    void shouldLoadNativeLibrariesAsComposeDoes() {
        String key = "classloader.parent-first-patterns.additional";

        assertThat(new FlinkSettings(SPEC.at("flinkConfiguration").textMap()).get(key))
                .isEqualTo("ai.djl;com.sun.jna");
        assertThat(Repository.text("docker/compose.yaml")).contains(key + ": ai.djl;com.sun.jna");
    }

    @Test
    void shouldDecodeWithTheVectorApiAsComposeDoes() {
        String key = "env.java.opts.taskmanager";
        String options = new FlinkSettings(SPEC.at("flinkConfiguration").textMap()).get(key);

        assertThat(options.split(" ")).contains("--add-modules=jdk.incubator.vector");
        assertThat(Repository.text("docker/compose.yaml")).contains("FLINK_ENV_JAVA_OPTS_TM: " + options + "\n");
        assertThat(Repository.text("docs/cluster.md")).contains("| `" + key + "` | `" + options + "` |");
    }

    @Test
    void shouldMountEveryVolumeThatItDeclares() {
        assertThat(CONTAINER.at("volumeMounts").list())
                .extracting(mount -> mount.at("name").text())
                .containsExactlyElementsOf(POD.at("volumes").list().stream()
                        .map(volume -> volume.at("name").text())
                        .toList());
    }

    @Test
    void shouldRunAsTheUserOfTheImage() {
        Node security = POD.at("securityContext");

        assertThat(security.at("runAsNonRoot").text()).isEqualTo("true");
        assertThat(security.at("runAsUser").text() + ":"
                        + security.at("runAsGroup").text())
                .isEqualTo("9999:9999");
        assertThat(Repository.text("docker/Dockerfile")).contains("USER 9999:9999\n");
    }

    @Test
    void shouldFilterSystemCalls() {
        assertThat(POD.at("securityContext", "seccompProfile", "type").text()).isEqualTo("RuntimeDefault");
    }

    @Test
    void shouldHaveNoCapabilitiesAndGetNoPrivileges() {
        Node security = CONTAINER.at("securityContext");

        assertThat(security.at("capabilities", "drop").texts()).containsExactly("ALL");
        assertThat(security.at("capabilities").keys()).containsExactly("drop");
        assertThat(security.at("allowPrivilegeEscalation").text()).isEqualTo("false");
        assertThat(security.keys()).doesNotContain("privileged");
    }

    @Test
    void shouldWriteOnlyToWhatIsMounted() {
        assertThat(CONTAINER.at("securityContext", "readOnlyRootFilesystem").text())
                .isEqualTo("true");
        assertThat(CONTAINER.at("volumeMounts").list())
                .filteredOn(mount -> !mount.has("readOnly"))
                .extracting(mount -> mount.at("mountPath").text())
                .containsExactly("/tmp", "/opt/flink/log", "/opt/flink/checkpoints");
    }

    @Test
    void shouldLimitTheFilesThatItWrites() {
        assertThat(POD.at("volumes").list())
                .filteredOn(volume -> volume.has("emptyDir"))
                .hasSize(2)
                .allSatisfy(volume ->
                        assertThat(volume.at("emptyDir", "sizeLimit").text()).matches("[12]Gi"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jobManager", "taskManager"})
    void shouldLimitMemoryAndProcessors(String process) {
        Node resource = SPEC.at(process, "resource");

        assertThat(MemorySize.parse(resource.at("memory").text()))
                .isBetween(MemorySize.ofMebiBytes(1024), MemorySize.ofMebiBytes(4096));
        assertThat(resource.at("cpu").text()).matches("[12]");
    }
}
