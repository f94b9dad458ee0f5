package io.actionstream.bench.network;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.network.Layout;
import io.actionstream.model.network.MallocTuning;
import io.actionstream.model.network.Parameters;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;

/**
 * A tutorial's program: {@code conv3d}, on an ordinary thread, with the allocator as it is, or made to keep its memory.
 * It classifies a batch for each line that it reads, the number of its clips, and answers with a line when it is done.
 */
final class PlainProgram {
    static final String DONE = "done";
    static final String USUAL = "usual";
    static final String KEPT = "kept";

    private PlainProgram() {}

    public static void main(String[] args) {
        if (args[1].equals(KEPT)) {
            MallocTuning.call("conv3d", () -> run(args[0]));
        } else {
            run(args[0]);
        }
    }

    private static int run(String checkpointName) {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        try (NDManager manager = Engine.getEngine("PyTorch").newBaseManager(Device.cpu())) {
            Checkpoint checkpoint = Checkpoint.read(checkpointName);
            Parameters parameters = new Parameters(manager, checkpoint.weights());
            parameters.all().forEach((name, array) -> array.setRequiresGradient(Layout.isTrainable(name)));
            serve(
                    new Conv3dNetwork(parameters)::forward,
                    parameters,
                    checkpoint.config().clip());
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void serve(Network network, Parameters parameters, ClipSpec spec) throws IOException {
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in));
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            Shape clips =
                    new Shape(Long.parseLong(line), spec.frames(), spec.height(), spec.width(), ClipSpec.CHANNELS);
            work(network, parameters, clips);
            System.out.println(DONE);
            System.out.flush();
        }
    }

    private static void work(Network network, Parameters parameters, Shape shape) {
        try (NDManager call = parameters.manager().newSubManager();
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray clips = call.zeros(shape, DataType.UINT8);
            network.forward(clips, false).toFloatArray();
        }
    }
}
