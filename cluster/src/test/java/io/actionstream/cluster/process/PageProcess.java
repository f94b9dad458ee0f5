package io.actionstream.cluster.process;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The live page in a process of its own. */
public record PageProcess(JavaProcess process, URI address) implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("The live page is at (\\S+)");

    /** Serves the page of a broker on a free port; it can be reached when this returns. */
    public static PageProcess start(Path directory, BrokerProcess broker, String javaOption, String... options)
            throws IOException, InterruptedException {
        Path log = directory.resolve("page.log");
        List<String> program = new ArrayList<>(
                List.of("io.actionstream.jobs.Launcher", "page", "--port=0", "--bootstrap-servers=" + broker.direct()));
        program.addAll(List.of(options));
        JavaProcess process = JavaProcess.start(
                log,
                Installation.kafka(),
                List.of(FlinkProcesses.ALL_COMPILERS, javaOption),
                Map.of(),
                program.toArray(String[]::new));
        Await.until("the page is served", () -> {
            process.requireAlive();
            return ADDRESS.matcher(Files.readString(log)).find();
        });
        Matcher address = ADDRESS.matcher(Files.readString(log));
        if (!address.find()) {
            throw new IllegalStateException("the page has an address no more");
        }
        return new PageProcess(process, URI.create(address.group(1)));
    }

    @Override
    public void close() {
        process.close();
    }
}
