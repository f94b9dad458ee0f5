package io.actionstream.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.cluster.camera.GeneratedCameras;
import io.actionstream.cluster.camera.SmallCheckpoint;
import io.actionstream.cluster.process.ClusterProcesses;
import io.actionstream.cluster.process.Installation;
import io.actionstream.cluster.process.ProcessMemory;
import io.actionstream.cluster.process.SubmittedJob;
import io.actionstream.jobs.options.Delivery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The job, submitted again and again to the same TaskManager: Flink loads its classes anew each time. */
@EnabledOnOs(OS.LINUX)
class RestartsITCase {

    private static final int RESTARTS = 10;
    private static final GeneratedCameras CAMERAS = GeneratedCameras.of(Integer.getInteger("clips", 2000) / 10);

    @Test
    void shouldNeitherTripOverItsNativesNorGrowWhenItIsRestartedTenTimes() throws Exception {
        Path directory = Installation.WORK.resolve("restarts");
        try (ClusterProcesses cluster = ClusterProcesses.start(directory, 1, 2)) {
            Path checkpoint = SmallCheckpoint.write(directory.resolve("small"));
            CAMERAS.publish(cluster.broker(), Run.FRAMES);
            long pid = cluster.flink().taskManager().pid();

            ProcessMemory[] after = new ProcessMemory[RESTARTS + 1];
            for (int restart = 0; restart <= RESTARTS; restart++) {
                Run run = new Run(cluster, "restart-" + restart, Delivery.AT_LEAST_ONCE, checkpoint);
                SubmittedJob job = run.startOverRest();
                awaitAllClips(run);
                after[restart] = ProcessMemory.of(pid);
                assertThat(job.failures()).isZero();
                job.cancel();
                System.out.printf(
                        Locale.ROOT,
                        "restart %d: %.0f MiB, %d class loaders of jobs%n",
                        restart,
                        after[restart].mebibytes(),
                        after[restart].userClassLoaders());
            }

            assertThat(after[RESTARTS].mebibytes()).isLessThan(1.05 * after[2].mebibytes());
            assertThat(Files.readString(directory.resolve("taskmanager-1.log")))
                    .doesNotContain("UnsatisfiedLinkError", "already loaded in another classloader");
        }
    }

    private static void awaitAllClips(Run run) throws Exception {
        try (DeliveredActions actions = run.actions()) {
            actions.awaitClips(CAMERAS.clips().size());
        }
    }
}
