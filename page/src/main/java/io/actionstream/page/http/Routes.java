package io.actionstream.page.http;

import io.actionstream.page.judge.Judgements;
import io.actionstream.page.picture.ScaledPictures;
import io.actionstream.page.picture.Visibility;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answers to the requests of browsers.
 *
 * @param guard decides which requests are answered
 * @param live the stream of what changes
 * @param pictures in the sizes that are asked for
 * @param judgements of viewers
 * @param allowLabels whether viewers may judge
 * @param visibility how much of the pictures they see
 * @param pictureWidth of tiles, in pixels
 * @param nothing the label of nothing of interest
 * @param clock the time now, in milliseconds
 */
public record Routes(
        Guard guard,
        LiveStream live,
        ScaledPictures pictures,
        Judgements judgements,
        boolean allowLabels,
        Visibility visibility,
        int pictureWidth,
        String nothing,
        LongSupplier clock) {

    private static final Logger LOG = LoggerFactory.getLogger(Routes.class);

    /** Adds all of them to a server. */
    public void addTo(RoutesConfig routes) {
        StaticFiles files = new StaticFiles();
        PictureAnswers pictureAnswers = new PictureAnswers(pictures, pictureWidth, visibility != Visibility.NONE);
        JudgementAnswers judgementAnswers = new JudgementAnswers(judgements, guard, allowLabels);
        routes.before(guard::check);
        routes.get("/", request -> files.answer(request, "index.html"));
        routes.get("/static/<path>", request -> files.answer(request, request.pathParam("path")));
        routes.get("/favicon.ico", request -> request.status(204));
        routes.get("/api/settings", this::settings);
        routes.get("/api/live", live::answer);
        routes.get("/api/pictures", request -> pictureAnswers.answer(request, request.queryParam("camera")));
        routes.get("/api/judgements", judgementAnswers::list);
        routes.post("/api/judgements", judgementAnswers::add);
        routes.delete("/api/judgements/{id}", judgementAnswers::undo);
        routes.exception(
                HttpResponseException.class,
                (refusal, request) -> Json.error(request, refusal.getStatus(), refusal.getMessage()));
        routes.exception(Exception.class, Routes::fail);
    }

    private void settings(Context request) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("allowLabels", allowLabels);
        settings.put("pictures", visibility);
        settings.put("pictureWidth", pictureWidth);
        settings.put("now", clock.getAsLong());
        settings.put("undoMillis", judgements.undoMillis());
        settings.put("nothing", nothing);
        settings.put("token", guard.token());
        Json.answer(request, 200, settings);
    }

    private static void fail(Exception failure, Context request) {
        LOG.warn("could not answer {}", request.path(), failure);
        Json.error(request, 500, "something went wrong; the server's log says what");
    }
}
