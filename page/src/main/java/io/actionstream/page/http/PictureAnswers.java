package io.actionstream.page.http;

import io.actionstream.page.picture.ScaledPictures;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.ServiceUnavailableResponse;
import java.util.Optional;

/** Answers with pictures, if viewers may see any. */
final class PictureAnswers {

    private final ScaledPictures pictures;
    private final int defaultWidth;
    private final boolean allowed;

    PictureAnswers(ScaledPictures pictures, int defaultWidth, boolean allowed) {
        this.pictures = pictures;
        this.defaultWidth = defaultWidth;
        this.allowed = allowed;
    }

    void answer(Context request, String camera) throws InterruptedException {
        if (!allowed) {
            throw new ForbiddenResponse("this page shows no pictures");
        }
        long at = number(request, "at", -1);
        int width = (int) Math.min(number(request, "width", defaultWidth), Integer.MAX_VALUE);
        try {
            byte[] jpeg =
                    pictures.picture(camera, at, width).orElseThrow(() -> new NotFoundResponse("the picture is gone"));
            request.contentType("image/jpeg").result(jpeg);
        } catch (ScaledPictures.BusyException e) {
            request.header("Retry-After", "1");
            throw new ServiceUnavailableResponse(e.getMessage());
        }
    }

    private static long number(Context request, String parameter, long otherwise) {
        String text = Optional.ofNullable(request.queryParam(parameter)).orElse("");
        if (text.isEmpty() && otherwise >= 0) {
            return otherwise;
        }
        try {
            return Long.parseUnsignedLong(text) & Long.MAX_VALUE;
        } catch (NumberFormatException e) {
            throw new BadRequestResponse(parameter + " must be a number");
        }
    }
}
