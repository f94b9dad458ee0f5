package io.actionstream.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.actionstream.jobs.wire.AccuracyJson;
import io.actionstream.jobs.wire.ActionJson;
import io.actionstream.jobs.wire.AnnouncementDeserializer;
import io.actionstream.jobs.wire.TruthDeserializer;
import io.actionstream.media.frame.FrameDecoder;
import io.actionstream.media.frame.ImageCheck;
import io.actionstream.media.image.BrokenImageException;
import io.actionstream.media.image.ImageInfo;
import io.actionstream.media.image.ImageLimits;
import io.actionstream.media.image.ImageVerdict;
import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.checkpoint.CheckpointException;
import io.actionstream.model.checkpoint.LoadRules;
import io.actionstream.model.checkpoint.TensorBytes;
import io.actionstream.model.clip.Fit;
import io.actionstream.model.onnx.MalformedOnnxException;
import io.actionstream.model.onnx.OnnxGraph;
import io.actionstream.operators.records.Announcement;
import io.actionstream.training.download.ZipBytes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Everything that reads bytes of others, and what must hold whatever they are. */
public enum Target {
    IMAGE_DECODING {
        @Override
        void read(byte[] input) {
            decode(input);
            decode(Mutation.withPngChecksums(input));
        }
    },
    IMAGE_CHECK {
        @Override
        void read(byte[] input) {
            ImageVerdict verdict = CHECK.inspect(input);
            if (verdict instanceof ImageInfo info) {
                require(info.width() > 0 && info.height() > 0, info + " has no pixels");
                require((long) info.width() * info.height() <= LIMITS.maxPixels(), info + " is over the limit");
            } else {
                require(verdict != null, "no verdict");
            }
        }
    },
    SAFETENSORS {
        @Override
        void read(byte[] input) throws IOException {
            refusable(CheckpointException.class, () -> {
                long numbers = new TensorBytes(input)
                        .tensors().values().stream()
                                .mapToLong(tensor -> tensor.values().length)
                                .sum();
                require(numbers <= input.length / Float.BYTES, numbers + " numbers of " + input.length + " bytes");
            });
        }
    },
    CHECKPOINT_CONFIG {
        @Override
        void read(byte[] input) throws IOException {
            refusable(
                    CheckpointException.class,
                    () -> Checkpoint.read(
                            "fuzz",
                            (name, most) -> {
                                if (name.equals("config.json")) {
                                    return input;
                                }
                                require(most > 0, "no bytes of weights may be read");
                                throw new CheckpointException("the weights are not read here");
                            },
                            LoadRules.DEFAULT));
        }
    },
    ONNX {
        @Override
        void read(byte[] input) {
            try {
                OnnxGraph graph = OnnxGraph.read(input);
                require(graph.inputs() != null && graph.outputs() != null, "no inputs or outputs");
            } catch (MalformedOnnxException e) {
                require(!e.getMessage().isBlank(), "nothing is said about what is wrong");
            }
        }
    },
    TRUTH {
        @Override
        void read(byte[] input) throws IOException {
            var record = one(new TruthDeserializer(), "camera", input);
            require((record.truth() == null) == (record.problem() != null), "neither a truth nor a problem: " + record);
            require(record.bytes() == input, "the bytes are others");
        }
    },
    ANNOUNCEMENT {
        @Override
        void read(byte[] input) throws IOException {
            var record = one(new AnnouncementDeserializer(), Announcement.CURRENT, input);
            require((record.uri() == null) == (record.problem() != null), "neither a model nor a problem: " + record);
            require(record.value() == input, "the bytes are others");
        }
    },
    ACTION {
        @Override
        void read(byte[] input) throws IOException {
            refusable(IOException.class, () -> {
                var action = ActionJson.read(input);
                require(action.equals(ActionJson.read(ActionJson.write(action))), "read again it is another " + action);
            });
        }
    },
    ACCURACY {
        @Override
        void read(byte[] input) throws IOException {
            refusable(IOException.class, () -> {
                var accuracy = AccuracyJson.read(input);
                require(
                        accuracy.equals(AccuracyJson.read(AccuracyJson.write(accuracy))),
                        "read again it is another " + accuracy);
            });
        }
    },
    ZIP_DIRECTORY {
        @Override
        void read(byte[] input) throws IOException {
            refusable(IOException.class, () -> {
                for (String video : new ZipBytes(input).videos()) {
                    require(!video.contains("..") && !video.startsWith("/"), video + " leads out of its folder");
                }
            });
        }
    };

    /** Small, so that the fuzzer makes many pictures rather than large ones. */
    private static final ImageLimits LIMITS = new ImageLimits(1 << 20, 1 << 20);

    private static final Path CORPUS = Path.of("src/test/resources/corpus").toAbsolutePath();
    private static final int HEIGHT = 48;
    private static final int WIDTH = 64;
    private static final int SAMPLE = HEIGHT * WIDTH * 3;
    private static final int MARGIN = 8;
    private static final byte UNTOUCHED = 0x5A;
    private static final ImageCheck CHECK = new ImageCheck(LIMITS, HEIGHT, WIDTH, Fit.LETTERBOX);

    /** Reads one input; whatever this throws is a finding. */
    abstract void read(byte[] input) throws IOException;

    /** Its name on the command line and that of its folders. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The folder of committed inputs; targets of one format share one. */
    Path corpus() {
        return CORPUS.resolve(
                switch (this) {
                    case IMAGE_DECODING, IMAGE_CHECK -> "pictures";
                    case SAFETENSORS -> "safetensors";
                    case ONNX -> "onnx";
                    case CHECKPOINT_CONFIG, TRUTH, ANNOUNCEMENT, ACTION, ACCURACY -> "json";
                    case ZIP_DIRECTORY -> "zips";
                });
    }

    /** The target of a label. */
    static Target of(String label) {
        return Arrays.stream(values())
                .filter(target -> target.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no target is called " + label));
    }

    private static void decode(byte[] image) {
        byte[] target = new byte[MARGIN + SAMPLE + MARGIN];
        Arrays.fill(target, UNTOUCHED);
        int from = MARGIN;
        int to = MARGIN + SAMPLE;
        try {
            Decoding.DECODER.decode(image, target, MARGIN);
            require(CHECK.problemIn(image).isEmpty(), "a picture that the check refuses was decoded");
        } catch (BrokenImageException e) {
            require(e.getMessage() != null, "no message");
            to = from;
        }
        for (int i = 0; i < target.length; i++) {
            require(i >= from && i < to || target[i] == UNTOUCHED, "byte " + (i - MARGIN) + " was written");
        }
    }

    private static <T> T one(KafkaRecordDeserializationSchema<T> schema, String key, byte[] value) throws IOException {
        List<T> records = new ArrayList<>();
        Collector<T> collector = new Collector<>() {
            @Override
            public void collect(T record) {
                records.add(record);
            }

            @Override
            public void close() {}
        };
        schema.deserialize(new ConsumerRecord<>("topic", 0, 0, key.getBytes(UTF_8), value), collector);
        require(records.size() == 1, records.size() + " records of one");
        return records.get(0);
    }

    /** Holds what only decoding needs to be loaded. */
    private static final class Decoding {
        static final FrameDecoder DECODER = new FrameDecoder(HEIGHT, WIDTH, Fit.LETTERBOX, LIMITS);
    }

    /** What may refuse its input. */
    private interface Reading {
        void run() throws IOException;
    }

    private static void refusable(Class<? extends IOException> refusal, Reading reading) throws IOException {
        try {
            reading.run();
        } catch (IOException e) {
            if (!refusal.isInstance(e)) {
                throw e;
            }
            require(e.getMessage() != null, "no message");
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
