package io.actionstream.inference.network;

import io.actionstream.model.checkpoint.CheckpointConfig;
import io.actionstream.model.checkpoint.CheckpointException;
import io.actionstream.model.checkpoint.InputSpec;
import io.actionstream.model.checkpoint.OutputSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Compares a network's answer to a clip of noise with what its configuration declares. */
final class Declared {
    /** Probabilities in half precision sum to 1 within about this much. */
    private static final double TOLERANCE = 0.02;

    private static final double EXACT = 1e-4;

    private Declared() {}

    /** A declaration does not hold; the message names the field, what is expected and what was found. */
    static final class WrongException extends RuntimeException {
        WrongException(String message) {
            super(message);
        }
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new WrongException(otherwise);
        }
    }

    /**
     * Has a network classify a clip.
     *
     * @throws CheckpointException when it cannot, or the answer is another than declared
     */
    static void check(EnginePass pass, CheckpointConfig config) throws CheckpointException {
        String file = config.architecture().fileName() + ": ";
        byte[] noise = new byte[config.clip().clipBytes()];
        new Random(1).nextBytes(noise);
        try {
            checkAnswer(pass.answers(List.of(noise))[0], config);
        } catch (WrongException e) {
            throw new CheckpointException(file + e.getMessage(), e);
        } catch (RuntimeException | LinkageError e) {
            InputSpec input = config.input();
            throw new CheckpointException(
                    file + "it does not take what is declared, input.layout " + input.layout() + " and input.type "
                            + input.type()
                            + " with the clip's frames, height and width: "
                            + Arrays.toString(input.shape(1, config.clip())) + ": "
                            + Engines.reason(e),
                    e);
        }
    }

    private static void checkAnswer(float[] answer, CheckpointConfig config) {
        double sum = 0;
        boolean within = true;
        for (int i = 0; i < answer.length; i++) {
            require(
                    Float.isFinite(answer[i]),
                    "the output must be finite, but for a clip of noise it is " + answer[i] + " for label "
                            + config.labels().get(i));
            sum += answer[i];
            within &= answer[i] >= 0 && answer[i] <= 1 + EXACT;
        }
        boolean probabilities = config.output().kind() == OutputSpec.Kind.PROBABILITIES;
        require(
                !probabilities || within && Math.abs(sum - 1) <= TOLERANCE,
                "output.kind is probabilities, which are from 0 to 1 and sum to 1, but for a clip of noise the output is "
                        + range(answer) + " and sums to " + (float) sum);
        require(
                probabilities || answer.length == 1 || !within || Math.abs(sum - 1) > EXACT,
                "output.kind is logits, but for a clip of noise the output is from 0 to 1 and sums to 1, as probabilities do");
    }

    private static String range(float[] answer) {
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        for (float value : answer) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        return "from " + least + " to " + most;
    }
}
