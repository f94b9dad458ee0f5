package io.actionstream.cluster.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;

/** Flink's REST interface. */
final class FlinkRest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BOUNDARY = "the-jar-of-the-job";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String address;

    FlinkRest(int port) {
        this.address = "http://" + Ports.HOST + ":" + port;
    }

    int taskManagers() throws IOException, InterruptedException {
        return get("/taskmanagers").get("taskmanagers").size();
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return ask("GET", path, BodyPublishers.noBody());
    }

    void patch(String path) throws IOException, InterruptedException {
        ask("PATCH", path, BodyPublishers.noBody());
    }

    JsonNode post(String path, Object body) throws IOException, InterruptedException {
        return ask("POST", path, BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
    }

    /** Uploads a jar; returns its name there. */
    String upload(Path jar) throws IOException, InterruptedException {
        String head = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\""
                + jar.getFileName() + "\"\r\nContent-Type: application/x-java-archive\r\n\r\n";
        BodyPublisher body = BodyPublishers.concat(
                BodyPublishers.ofString(head),
                BodyPublishers.ofFile(jar),
                BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n"));
        JsonNode answer =
                ask("POST", "/jars/upload", body, "Content-Type", "multipart/form-data; boundary=" + BOUNDARY);
        return Path.of(answer.get("filename").textValue()).getFileName().toString();
    }

    private JsonNode ask(String method, String path, BodyPublisher body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(Await.PATIENCE)
                .method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() >= 300) {
            throw new IOException(
                    method + " " + path + ": " + answer.statusCode() + " " + new String(answer.body(), UTF_8));
        }
        return JSON.readTree(answer.body());
    }
}
