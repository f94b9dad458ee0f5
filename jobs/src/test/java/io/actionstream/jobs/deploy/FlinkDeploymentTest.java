package io.actionstream.jobs.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.jobs.ClusterMain;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlinkDeploymentTest {

    private static final Node SPEC =
            Repository.yaml("docker/flink-deployment.yaml").at("spec");
    private static final Node JOB = SPEC.at("job");

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
        assertThat(Repository.text("docker/compose.yaml")).contains(key + ": " + options + "\n");
        assertThat(Repository.text("docs/cluster.md")).contains("| `" + key + "` | `" + options + "` |");
    }

    @Test
    void shouldMountEveryVolumeThatItDeclares() {
        Node pod = SPEC.at("podTemplate", "spec");

        assertThat(pod.at("containers").list().get(0).at("volumeMounts").list())
                .extracting(mount -> mount.at("name").text())
                .containsExactlyElementsOf(pod.at("volumes").list().stream()
                        .map(volume -> volume.at("name").text())
                        .toList());
    }
}
