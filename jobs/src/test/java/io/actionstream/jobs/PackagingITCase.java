package io.actionstream.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the build leaves for users and for Flink. */
class PackagingITCase {

    private static final Path TARGET = Path.of("target");

    @Test
    void shouldLeaveOutOfTheJobJarWhatTheClusterHas() throws IOException {
        try (var jar = new JarFile(TARGET.resolve("actionstream-job.jar").toFile())) {
            List<String> entries = jar.stream().map(entry -> entry.getName()).toList();

            assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
                    .isEqualTo("io.actionstream.jobs.ClusterMain");
            assertThat(entries)
                    .contains(
                            "META-INF/LICENSE",
                            "io/actionstream/jobs/Launcher.class",
                            "io/actionstream/operators/sample/SampleFrames.class",
                            "io/actionstream/inference/ReferenceCountedClassification.class",
                            "org/apache/flink/connector/kafka/source/KafkaSource.class",
                            "org/apache/kafka/clients/consumer/KafkaConsumer.class")
                    .noneMatch(entry -> entry.startsWith("ai/djl/"))
                    .noneMatch(entry -> entry.startsWith("org/bytedeco/"))
                    .noneMatch(entry -> entry.startsWith("com/sun/jna/"))
                    .noneMatch(entry -> entry.startsWith("org/apache/flink/runtime/"))
                    .noneMatch(entry -> entry.startsWith("org/apache/logging/"))
                    .noneMatch(entry -> entry.startsWith("org/slf4j/"))
                    .noneMatch(entry -> entry.startsWith("kafka/server/"))
                    .noneMatch(entry -> entry.startsWith("io/actionstream/page/"))
                    .noneMatch(entry -> entry.startsWith("io/javalin/"))
                    .noneMatch(entry -> entry.startsWith("org/eclipse/jetty/"))
                    .doesNotContain("log4j2.properties");
        }
    }

    @Test
    void shouldPutTheNativeLibrariesAsideForFlinksLib() throws IOException {
        assertThat(artifacts(TARGET.resolve("flink-lib")))
                .hasSize(8)
                .contains("api", "pytorch-engine", "pytorch-jni", "onnxruntime-engine", "jna", "gson")
                .anyMatch(artifact -> artifact.startsWith("onnxruntime") && !artifact.equals("onnxruntime-engine"))
                .anyMatch(artifact -> artifact.startsWith("pytorch-native"));
    }

    @Test
    void shouldGiveTheLauncherEachLibraryOnce() throws IOException {
        Path launcher = TARGET.resolve("actionstream");

        assertThat(launcher.resolve("bin/actionstream"))
                .isExecutable()
                .content()
                .contains("--add-opens=java.base");
        assertThat(artifacts(launcher.resolve("lib")))
                .contains("actionstream-jobs", "flink-runtime", "flink-clients", "kafka_2.13", "kafka-clients")
                .contains("javacpp", "ffmpeg")
                .contains("actionstream-page", "javalin", "jetty-server")
                .doesNotContain("opencv", "openblas")
                .doesNotHaveDuplicates()
                .noneMatch(artifact -> artifact.startsWith("junit"));
    }

    /** Names of the jars without their versions, those of one platform left out where there is a common one. */
    private static List<String> artifacts(Path folder) throws IOException {
        return jars(folder).stream()
                .filter(jar -> !jar.matches("(javacpp|ffmpeg)-.*-(linux|macosx|windows)-.*"))
                .map(jar -> jar.replaceFirst("-\\d.*", ""))
                .toList();
    }

    private static List<String> jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
