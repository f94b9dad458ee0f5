package io.actionstream.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Flink's REST interface. */
final class FlinkRest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newHttpClient();
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

    void post(String path, Object body) throws IOException, InterruptedException {
        ask("POST", path, BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
    }

    private JsonNode ask(String method, String path, BodyPublisher body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(PATIENCE)
                .method(method, body)
                .build();
        HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() >= 300) {
            throw new IOException(method + " " + path + ": " + answer.statusCode() + " " + new String(answer.body()));
        }
        return JSON.readTree(answer.body());
    }
}
