package io.actionstream.page.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.actionstream.page.judge.Judgement;
import io.actionstream.page.judge.Judgements;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HttpResponseException;
import java.util.Map;

/** Takes judgements, if viewers may give any, of the page itself only. */
final class JudgementAnswers {

    private final Judgements judgements;
    private final Guard guard;
    private final boolean allowed;

    JudgementAnswers(Judgements judgements, Guard guard, boolean allowed) {
        this.judgements = judgements;
        this.guard = guard;
        this.allowed = allowed;
    }

    void add(Context request) {
        check(request);
        JsonNode judgement = Json.object(request);
        try {
            Judgement added = judgements.add(
                    text(judgement, "camera"),
                    time(judgement, "start"),
                    time(judgement, "end"),
                    text(judgement, "label"));
            Json.answer(request, 201, Map.of("id", added.id(), "until", added.until()));
        } catch (IllegalArgumentException e) {
            throw new BadRequestResponse(e.getMessage());
        } catch (IllegalStateException e) {
            throw new HttpResponseException(429, e.getMessage(), Map.of());
        }
    }

    void undo(Context request) {
        check(request);
        if (!judgements.undo(request.pathParam("id"))) {
            throw new HttpResponseException(410, "the judgement has been handed on, or never was", Map.of());
        }
        request.status(204);
    }

    void list(Context request) {
        Json.answer(request, 200, judgements.latest());
    }

    private void check(Context request) {
        if (!allowed) {
            throw new ForbiddenResponse("this page takes no judgements; see --allow-labels");
        }
        guard.checkChange(request);
    }

    private static String text(JsonNode judgement, String field) {
        JsonNode value = judgement.path(field);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("there is no text '" + field + "'");
        }
        return value.textValue();
    }

    private static long time(JsonNode judgement, String field) {
        JsonNode value = judgement.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalArgumentException("there is no time '" + field + "' in milliseconds");
        }
        return value.longValue();
    }
}
