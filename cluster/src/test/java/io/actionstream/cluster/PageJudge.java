package io.actionstream.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.actionstream.cluster.process.PageProcess;
import io.actionstream.operators.records.Action;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** A viewer of the live page who says what clips show. */
final class PageJudge {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient browser = HttpClient.newHttpClient();
    private final URI page;
    private final String token;

    private PageJudge(URI page, String token) {
        this.page = page;
        this.token = token;
    }

    static PageJudge of(PageProcess process) throws IOException, InterruptedException {
        HttpResponse<String> settings = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(process.address().resolve("api/settings"))
                                .build(),
                        BodyHandlers.ofString());
        return new PageJudge(
                process.address(), JSON.readTree(settings.body()).path("token").textValue());
    }

    void judge(Action clip, String label) throws IOException, InterruptedException {
        String judgement = JSON.createObjectNode()
                .put("camera", clip.camera())
                .put("start", clip.start())
                .put("end", clip.end())
                .put("label", label)
                .toString();
        HttpResponse<String> answer = browser.send(
                HttpRequest.newBuilder(page.resolve("api/judgements"))
                        .header("Content-Type", "application/json")
                        .header("X-Page-Token", token)
                        .header("Sec-Fetch-Site", "same-origin")
                        .POST(BodyPublishers.ofString(judgement))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }
}
