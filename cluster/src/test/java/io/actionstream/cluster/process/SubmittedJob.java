package io.actionstream.cluster.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A job on the cluster. */
public final class SubmittedJob {

    private static final Pattern ID = Pattern.compile("JobID ([0-9a-f]{32})");

    private final FlinkRest rest;
    private final String path;
    private final Path savepoints;

    private SubmittedJob(FlinkRest rest, String path, Path savepoints) {
        this.rest = rest;
        this.path = path;
        this.savepoints = savepoints;
    }

    /** The job that the client says it has submitted. */
    static SubmittedJob saidBy(String output, FlinkRest rest, Path directory) {
        Matcher id = ID.matcher(output);
        if (!id.find()) {
            throw new AssertionError("no job was submitted: " + output);
        }
        return of(id.group(1), rest, directory);
    }

    static SubmittedJob of(String id, FlinkRest rest, Path directory) {
        return new SubmittedJob(rest, "/jobs/" + id, directory.resolve("savepoints"));
    }

    /** The job's state, such as {@code RUNNING}. */
    String state() throws IOException, InterruptedException {
        return rest.get(path).get("state").textValue();
    }

    /** Cancels it, as somebody does who does not mean to go on. */
    public void cancel() throws IOException, InterruptedException {
        rest.patch(path + "?mode=cancel");
        awaitState("CANCELED");
    }

    /** Leaves nothing of it behind when a test goes wrong. */
    public void cancelIfRunning() throws IOException, InterruptedException {
        if (!state().equals("FINISHED") && !state().equals("CANCELED") && !state().equals("FAILED")) {
            cancel();
        }
    }

    /** Stops it with a savepoint, so that all that it has made is committed; again if a task fails meanwhile. */
    public void stop() throws InterruptedException {
        stop(false);
    }

    /** The same, once what it has read has come out. */
    public void drain() throws InterruptedException {
        stop(true);
    }

    private void stop(boolean drain) throws InterruptedException {
        Await.until(path + " is FINISHED", () -> {
            if (!state().equals("FINISHED") && allTasksRun()) {
                awaitSavepoint(rest.post(
                        path + "/stop",
                        Map.of("targetDirectory", savepoints.toUri().toString(), "drain", drain)));
            }
            return state().equals("FINISHED");
        });
    }

    /** Waits until a savepoint is written or has failed. */
    private void awaitSavepoint(JsonNode triggered) throws InterruptedException {
        String savepoint = path + "/savepoints/" + triggered.get("request-id").textValue();
        Await.until(savepoint + " is over", () -> {
            JsonNode status = rest.get(savepoint).get("status");
            return status.get("id").textValue().equals("COMPLETED");
        });
    }

    /** The latest checkpoint that is complete. */
    public String latestCheckpoint() throws IOException, InterruptedException {
        return latestCompleted().get("external_path").textValue();
    }

    /** Completed checkpoints up to now. */
    public int checkpoints() throws IOException, InterruptedException {
        return rest.get(path + "/checkpoints").get("counts").get("completed").intValue();
    }

    /** Size of the state in the latest complete checkpoint. */
    public long stateBytes() throws IOException, InterruptedException {
        return latestCompleted().get("state_size").longValue();
    }

    /** How often it has failed and gone on by itself; Flink remembers 16 times. */
    public int failures() throws IOException, InterruptedException {
        return rest.get(path + "/exceptions")
                .get("exceptionHistory")
                .get("entries")
                .size();
    }

    private JsonNode latestCompleted() throws IOException, InterruptedException {
        return rest.get(path + "/checkpoints").get("latest").get("completed");
    }

    private boolean allTasksRun() throws IOException, InterruptedException {
        for (var vertex : rest.get(path).get("vertices")) {
            if (!vertex.get("status").textValue().equals("RUNNING")) {
                return false;
            }
        }
        return true;
    }

    private void awaitState(String state) throws InterruptedException {
        Await.until(path + " is " + state, () -> state().equals(state));
    }
}
