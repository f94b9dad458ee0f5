package io.actionstream.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.model.checkpoint.Checkpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills a training process in the middle of an epoch and lets another go on. */
class KilledRunITCase {
    /** The second epoch is at full size and takes long enough to be hit. */
    private static final String RECIPE = """
            {"name": "killed", "epochs": 2, "batch": 1, "learningRate": 1e-3, "averaging": 0.9, "mixup": 0.2,
             "smallEpochs": 1, "smallSide": 16, "padding": "last", "augmentation": {"flip": true, "shift": 0.1}}
            """;

    @TempDir
    private Path folder;

    @Test
    @Timeout(300)
    void shouldEndAsAnUnbrokenRunDoes() throws Exception {
        TestVideos.stripes(folder.resolve("videos"), 2);
        Files.writeString(folder.resolve("recipe.json"), RECIPE);

        Process killed = train("killed");
        awaitSecondEpoch(killed);
        killed.destroyForcibly();
        assertThat(killed.waitFor()).isNotZero();
        assertThat(metrics("killed")).containsPattern("\"epoch\" : 1.0");

        assertThat(finish(train("killed", "--resume"))).isZero();
        assertThat(finish(train("unbroken"))).isZero();

        for (String which : List.of("last", "best")) {
            assertThat(folder.resolve("killed").resolve(which).resolve("model.safetensors"))
                    .hasSameBinaryContentAs(
                            folder.resolve("unbroken").resolve(which).resolve("model.safetensors"));
            assertThat(Checkpoint.readConfig(folder.resolve("killed").resolve(which))
                            .metrics())
                    .isEqualTo(Checkpoint.readConfig(folder.resolve("unbroken").resolve(which))
                            .metrics());
        }
        assertThat(metrics("unbroken")).containsPattern("\"epoch\" : 2.0");
    }

    private String metrics(String run) throws IOException {
        return Files.readString(folder.resolve(run).resolve("last/config.json"));
    }

    private Process train(String run, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dai.djl.pytorch.num_threads=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "train",
                "--data=" + folder.resolve("videos"),
                "--recipe=" + folder.resolve("recipe.json"),
                "--device=cpu",
                "--threads=1",
                "--out=" + folder.resolve(run)));
        command.addAll(List.of(options));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static void awaitSecondEpoch(Process process) throws IOException {
        StringBuilder output = new StringBuilder();
        byte[] chunk = new byte[1024];
        while (output.indexOf("epoch 2/2") < 0) {
            int length = process.getInputStream().read(chunk);
            assertThat(length).as("the process ended: %s", output).isPositive();
            output.append(new String(chunk, 0, length, StandardCharsets.UTF_8));
        }
    }

    private static int finish(Process process) throws IOException, InterruptedException {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        assertThat(exit).as(output).isZero();
        return exit;
    }
}
