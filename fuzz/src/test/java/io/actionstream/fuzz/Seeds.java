package io.actionstream.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.actionstream.jobs.wire.AccuracyJson;
import io.actionstream.jobs.wire.ActionJson;
import io.actionstream.jobs.wire.AnnouncementJson;
import io.actionstream.model.checkpoint.SafeTensors;
import io.actionstream.model.network.Tensor;
import io.actionstream.operators.records.Accuracy;
import io.actionstream.operators.records.Action;
import io.actionstream.operators.records.Score;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Good inputs for the fuzzer to begin with. */
final class Seeds {
    private static final byte[] CONFIG = """
            {"format": 1, "architecture": "r2plus1d-tutorial", "version": "fuzz-1",
             "clip": {"frames": 10, "intervalMillis": 600, "height": 224, "width": 224, "padding": "last"},
             "labels": ["Archery", "Bowling"],
             "training": {"data": "synthetic", "split": "all.txt", "seed": 1, "recipe": "best", "epochs": 2},
             "metrics": {"validation_accuracy": 0.9, "epoch": 5.0},
             "temperature": 1.5, "background": ["Bowling"]}
            """.getBytes(UTF_8);

    private Seeds() {}

    /** The seeds of a target, by name. */
    static Map<String, byte[]> of(Target target) throws IOException {
        return switch (target) {
            case IMAGE_DECODING, IMAGE_CHECK -> Pictures.all();
            case SAFETENSORS -> Map.of("tensors", tensors());
            case CHECKPOINT_CONFIG -> Map.of("config", CONFIG);
            case ONNX -> Map.of("network", Files.readAllBytes(Path.of("../model/src/test/networks/two-outputs.onnx")));
            case TRUTH ->
                Map.of("truth", "{\"start\":1764000000000,\"end\":17.5e2,\"label\":\"Archery\"}".getBytes(UTF_8));
            case ANNOUNCEMENT -> Map.of("models", new AnnouncementJson("fuzz-1", "/models/fuzz-1").write());
            case ACTION -> Map.of("action", ActionJson.write(action()));
            case ACCURACY -> Map.of("accuracy", AccuracyJson.write(accuracy()));
            case ZIP_DIRECTORY -> Map.of("plain", zip(""), "commented", zip("a comment"), "empty", emptyZip());
        };
    }

    private static byte[] tensors() throws IOException {
        Path file = Files.createTempFile("actionstream-fuzz", ".safetensors");
        try {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            tensors.put("head.weight", new Tensor(new long[] {2, 3}, new float[] {1, 2, 3, 4, 5, 6}));
            tensors.put("head.bias", new Tensor(new long[] {2}, new float[] {-1, Float.NaN}));
            tensors.put("none", new Tensor(new long[] {0}, new float[0]));
            SafeTensors.write(file, tensors);
            return Files.readAllBytes(file);
        } finally {
            Files.delete(file);
        }
    }

    private static Action action() {
        List<Score> top = List.of(new Score("Archery", 0.91f), new Score("Bowling", 0.05f));
        return new Action("gate-1", 1, 5401, "Archery", 0.91f, top, "Archery", "fuzz-1", 10, 143);
    }

    private static Accuracy accuracy() {
        return new Accuracy(
                "*",
                5401,
                500,
                2,
                1,
                0.5,
                List.of(
                        new Accuracy.ClassFigures("Archery", 1, 1.0, 1.0),
                        new Accuracy.ClassFigures("Bowling", 1, null, 0.0)),
                new Accuracy.Confusion(List.of("Archery", "Bowling"), List.of(List.of(1, 0), List.of(1, 0))));
    }

    private static byte[] zip(String comment) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setComment(comment);
            zip.putNextEntry(new ZipEntry("UCF101/"));
            for (int group = 1; group <= 2; group++) {
                ZipEntry entry = new ZipEntry("UCF101/v_Archery_g0" + group + "_c01.avi");
                byte[] content = {1, 2, 3};
                if (group == 1) {
                    CRC32 crc = new CRC32();
                    crc.update(content);
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(content.length);
                    entry.setCrc(crc.getValue());
                }
                zip.putNextEntry(entry);
                zip.write(content);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] emptyZip() {
        byte[] end = new byte[22];
        System.arraycopy(new byte[] {'P', 'K', 5, 6}, 0, end, 0, 4);
        return end;
    }
}
