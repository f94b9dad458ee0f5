package io.actionstream.cluster.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A JobManager and its TaskManagers, each a process. */
public final class FlinkProcesses implements AutoCloseable {

    /** For a TaskManager that decodes as fast as one of a user does. */
    public static final String ALL_COMPILERS = "-XX:TieredStopAtLevel=4";

    /** Flink has no setting for it, and a busy machine needs more than the usual 10 s. */
    private static final String PATIENCE = "-Dpekko.remote.classic.startup-timeout=300s";

    private static final List<String> JOB_MANAGER = List.of("-Xmx512m", PATIENCE);

    /** The heap is all there from the start, so that what a process grows by is native memory. */
    private static final List<String> TASK_MANAGER = List.of(
            "-Xms" + FlinkSettings.HEAP,
            "-Xmx" + FlinkSettings.HEAP,
            "-XX:+AlwaysPreTouch",
            "-XX:MaxDirectMemorySize=1728m",
            "-XX:MaxMetaspaceSize=256m",
            "-Dai.djl.pytorch.num_threads=1",
            PATIENCE);

    private final FlinkSettings settings;
    private final List<String> taskManagerOptions;
    private final FlinkRest rest;
    private final JavaProcess jobManager;
    private final List<JavaProcess> taskManagers = new ArrayList<>();
    private int started;
    private int submitted;

    private FlinkProcesses(
            FlinkSettings settings, List<String> taskManagerOptions, FlinkRest rest, JavaProcess jobManager) {
        this.settings = settings;
        this.taskManagerOptions = taskManagerOptions;
        this.rest = rest;
        this.jobManager = jobManager;
    }

    /** Starts a cluster; its TaskManagers are registered when this returns. */
    static FlinkProcesses start(Path directory, int taskManagers, int slotsEach, String... taskManagerOptions)
            throws IOException, InterruptedException {
        FlinkSettings settings = FlinkSettings.write(directory, slotsEach);
        JavaProcess jobManager = process(
                settings,
                "jobmanager",
                JOB_MANAGER,
                service(settings, "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint"));
        List<String> options = new ArrayList<>(TASK_MANAGER);
        options.addAll(List.of(taskManagerOptions));
        FlinkProcesses flink = new FlinkProcesses(settings, options, new FlinkRest(settings.restPort()), jobManager);
        try {
            flink.awaitTaskManagers(0);
            for (int i = 0; i < taskManagers; i++) {
                flink.startTaskManager();
            }
            flink.awaitTaskManagers(taskManagers);
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            flink.close();
            throw e;
        }
        return flink;
    }

    public void startTaskManager() throws IOException {
        taskManagers.add(process(
                settings,
                "taskmanager-" + ++started,
                taskManagerOptions,
                service(settings, "org.apache.flink.runtime.taskexecutor.TaskManagerRunner")));
    }

    /** Kills the TaskManager that has run for longest. */
    public void killTaskManager() throws InterruptedException {
        taskManagers.remove(0).kill();
    }

    /** The TaskManager that has run for longest. */
    public JavaProcess taskManager() {
        return taskManagers.get(0);
    }

    /** Submits the job jar as {@code flink run -d} does. */
    public SubmittedJob submit(List<String> flinkOptions, List<String> jobOptions)
            throws IOException, InterruptedException {
        List<String> program = new ArrayList<>(List.of("org.apache.flink.client.cli.CliFrontend", "run", "-d"));
        program.addAll(flinkOptions);
        program.addAll(List.of(Installation.jobJar().toString(), "run"));
        program.addAll(jobOptions);
        try (JavaProcess client =
                process(settings, "submission-" + ++submitted, List.of("-Xmx256m"), program.toArray(String[]::new))) {
            return SubmittedJob.saidBy(client.output(Await.PATIENCE), rest, settings.directory());
        }
    }

    /** Has the JobManager run the job jar, as Flink's page does. */
    public SubmittedJob submitOverRest(List<String> jobOptions) throws IOException, InterruptedException {
        String jar = rest.upload(Installation.jobJar());
        List<String> arguments = new ArrayList<>(List.of("run"));
        arguments.addAll(jobOptions);
        String id = rest.post("/jars/" + jar + "/run", Map.of("programArgsList", arguments))
                .get("jobid")
                .textValue();
        return SubmittedJob.of(id, rest, settings.directory());
    }

    private void awaitTaskManagers(int count) throws InterruptedException {
        Await.until(count + " TaskManagers are registered", () -> {
            jobManager.requireAlive();
            taskManagers.forEach(JavaProcess::requireAlive);
            return rest.taskManagers() == count;
        });
    }

    @Override
    public void close() {
        taskManagers.forEach(JavaProcess::close);
        jobManager.close();
    }

    private static JavaProcess process(FlinkSettings settings, String name, List<String> options, String... program)
            throws IOException {
        Map<String, String> environment = Map.of(
                "MALLOC_ARENA_MAX", "1", "FLINK_CONF_DIR", settings.conf().toString());
        return JavaProcess.start(settings.log(name), Installation.flink(), options, environment, program);
    }

    private static String[] service(FlinkSettings settings, String main) {
        return new String[] {main, "--configDir", settings.conf().toString()};
    }
}
