package io.actionstream.training.fit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.actionstream.model.checkpoint.CheckpointConfig;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.clip.Padding;
import io.actionstream.training.data.Augmentation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The settings of a network's training.
 *
 * @param name under which the checkpoint says how it was trained
 * @param epochs passes over the training videos
 * @param batch clips in a step
 * @param balanced whether batches hold the classes evenly, rather than as a shuffle has it
 * @param learningRate the highest
 * @param warmupEpochs over which the rate grows from nothing
 * @param cosine whether the rate falls to nothing along a half cosine, rather than staying
 * @param weightDecay decoupled, of weights but not of biases and norms (Loshchilov and Hutter 2019)
 * @param labelSmoothing share of the target spread over all classes (Szegedy et al. 2016)
 * @param mixup parameter of the Beta distribution that two clips are mixed with (Zhang et al. 2018); 0 for none
 * @param averaging decay of the running average of weights that is validated and kept, by step; 0 for none
 * @param side height and width of the clips that the checkpoint is for, in pixels; 224, the tutorial's, when 0
 * @param frames samples in a clip; the tutorial's when null
 * @param intervalMillis time from one sample to the next, in milliseconds; the tutorial's when null
 * @param height of the clips in pixels, a multiple of 16; {@code side} when null
 * @param width of the clips in pixels, a multiple of 16; {@code side} when null
 * @param smallEpochs so many first epochs are trained at {@code smallSide}
 * @param smallSide the shorter side of frames in the first epochs, in pixels
 * @param padding what fills clips of short videos
 * @param augmentation random changes of training clips
 * @param blocks channels of each residual block; the tutorial's when null
 */
public record Recipe(
        String name,
        int epochs,
        int batch,
        boolean balanced,
        double learningRate,
        double warmupEpochs,
        boolean cosine,
        double weightDecay,
        double labelSmoothing,
        double mixup,
        double averaging,
        int side,
        @JsonInclude(JsonInclude.Include.NON_NULL) Integer frames,
        @JsonInclude(JsonInclude.Include.NON_NULL) Integer intervalMillis,
        @JsonInclude(JsonInclude.Include.NON_NULL) Integer height,
        @JsonInclude(JsonInclude.Include.NON_NULL) Integer width,
        int smallEpochs,
        int smallSide,
        Padding padding,
        Augmentation augmentation,
        List<Integer> blocks) {

    /** The recipe that goes on with a checkpoint, whose clips and residual blocks it takes. */
    public static final String REFINE = "refine";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();

    private static final int MAX_SIDE = 2048;

    public Recipe {
        require(name != null && !name.isBlank(), "name is missing");
        require(epochs >= 1, "epochs must be at least 1, not " + epochs);
        require(batch >= 1, "batch must be at least 1, not " + batch);
        require(learningRate > 0, "learningRate must be above 0, not " + learningRate);
        require(warmupEpochs >= 0, "warmupEpochs must be at least 0, not " + warmupEpochs);
        require(weightDecay >= 0, "weightDecay must be at least 0, not " + weightDecay);
        require(labelSmoothing >= 0 && labelSmoothing < 1, "labelSmoothing must be in [0, 1), not " + labelSmoothing);
        require(mixup >= 0, "mixup must be at least 0, not " + mixup);
        require(averaging >= 0 && averaging < 1, "averaging must be in [0, 1), not " + averaging);
        side = side == 0 ? ClipSpec.TUTORIAL.height() : side;
        requireSide("side", side);
        requireBetween("frames", frames, 4, 64, "");
        requireBetween("intervalMillis", intervalMillis, 40, 5000, " ms");
        if (height != null) {
            requireSide("height", height);
        }
        if (width != null) {
            requireSide("width", width);
        }
        require(smallEpochs >= 0, "smallEpochs must be at least 0, not " + smallEpochs);
        if (smallEpochs > 0) {
            requireSide("smallSide", smallSide);
        }
        require(padding != null, "padding is missing");
        require(augmentation != null, "augmentation is missing");
    }

    /**
     * Reads a recipe that is shipped, by its name, or a JSON file.
     *
     * @throws IOException when there is neither, or it is malformed; the message says what is wrong
     */
    public static Recipe read(String nameOrFile) throws IOException {
        try (InputStream shipped = Recipe.class.getResourceAsStream("/recipes/" + nameOrFile + ".json")) {
            if (shipped != null) {
                return JSON.readValue(shipped, Recipe.class);
            }
            Path file = Path.of(nameOrFile);
            if (!Files.isRegularFile(file)) {
                throw new IOException("no recipe of that name is shipped, and no such file: " + nameOrFile);
            }
            Recipe given = JSON.readValue(file.toFile(), Recipe.class);
            if (given == null) {
                throw new IOException("recipe " + nameOrFile + " is null");
            }
            return given;
        } catch (JsonProcessingException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException("recipe " + nameOrFile + ": " + cause.getMessage(), e);
        }
    }

    /**
     * The same for the clips and residual blocks of a checkpoint.
     *
     * @throws IllegalArgumentException when no recipe has such clips
     */
    public Recipe like(CheckpointConfig checkpoint) {
        ClipSpec clips = checkpoint.clip();
        Recipe like = new Recipe(
                name,
                epochs,
                batch,
                balanced,
                learningRate,
                warmupEpochs,
                cosine,
                weightDecay,
                labelSmoothing,
                mixup,
                averaging,
                side,
                clips.frames(),
                clips.intervalMillis(),
                clips.height(),
                clips.width(),
                smallEpochs,
                smallSide,
                clips.padding(),
                augmentation,
                checkpoint.blocks());
        require(like.clip().equals(clips), checkpoint.version() + " is for clips that no recipe trains: " + clips);
        return like;
    }

    /** The same for another number of epochs. */
    public Recipe withEpochs(int newEpochs) {
        return new Recipe(
                name,
                newEpochs,
                batch,
                balanced,
                learningRate,
                warmupEpochs,
                cosine,
                weightDecay,
                labelSmoothing,
                mixup,
                averaging,
                side,
                frames,
                intervalMillis,
                height,
                width,
                Math.min(smallEpochs, newEpochs),
                smallSide,
                padding,
                augmentation,
                blocks);
    }

    /** The clips that the checkpoint is for. */
    public ClipSpec clip() {
        return new ClipSpec(
                frames == null ? ClipSpec.TUTORIAL.frames() : frames,
                intervalMillis == null ? ClipSpec.TUTORIAL.intervalMillis() : intervalMillis,
                height == null ? side : height,
                width == null ? side : width,
                padding);
    }

    /** The learning rate at a time, in epochs from the start of training. */
    double rateAt(double time) {
        if (warmupEpochs > 0 && time <= warmupEpochs) {
            return learningRate * time / warmupEpochs;
        }
        double progress = (time - warmupEpochs) / (epochs - warmupEpochs);
        return cosine ? learningRate * (1 + Math.cos(Math.PI * progress)) / 2 : learningRate;
    }

    private static void requireSide(String name, int side) {
        require(
                side > 0 && side % ClipSpec.SIDE_UNIT == 0,
                name + " must be a multiple of " + ClipSpec.SIDE_UNIT + ", not " + side);
        require(side <= MAX_SIDE, name + " must be at most " + MAX_SIDE + ", not " + side);
    }

    private static void requireBetween(String name, Integer value, int least, int most, String unit) {
        require(
                value == null || value >= least && value <= most,
                name + " must be between " + least + " and " + most + unit + ", not " + value);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
