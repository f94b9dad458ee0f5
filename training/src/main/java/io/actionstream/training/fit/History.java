package io.actionstream.training.fit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The epochs of a run as files. */
public final class History {
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private History() {}

    /**
     * Reads {@code history.json}.
     *
     * @throws IOException when it is missing or malformed; the message names it
     */
    public static List<Epoch> read(Path file) throws IOException {
        try {
            return JSON.readValue(file.toFile(), new TypeReference<List<Epoch>>() {});
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is no history of a run: " + e.getOriginalMessage(), e);
        }
    }

    static byte[] json(List<Epoch> history) throws IOException {
        return JSON.writeValueAsBytes(history);
    }

    static String csv(List<Epoch> history) {
        StringBuilder csv = new StringBuilder(
                "epoch,learning_rate,loss,accuracy,validation_loss,validation_accuracy,clips_per_second,seconds\n");
        for (Epoch e : history) {
            csv.append(String.format(
                    Locale.ROOT,
                    "%d,%.6g,%.5f,%.4f,%.5f,%.4f,%.2f,%.1f\n",
                    e.epoch(),
                    e.learningRate(),
                    e.loss(),
                    e.accuracy(),
                    e.validationLoss(),
                    e.validationAccuracy(),
                    e.clipsPerSecond(),
                    e.seconds()));
        }
        return csv.toString();
    }
}
