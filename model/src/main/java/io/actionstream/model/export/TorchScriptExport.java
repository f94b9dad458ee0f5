package io.actionstream.model.export;

import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.network.Layout;
import io.actionstream.model.network.Normalization;
import io.actionstream.model.network.ScriptArchive;
import io.actionstream.model.network.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The built-in network as TorchScript, for {@code torch.jit.load}: (B, T, H, W, 3), uint8 or float32 from 0 to 255, to logits
 * (B, classes). The softmax of the logits is what a checkpoint's labels are published with.
 */
final class TorchScriptExport {
    private static final String MODULE = "R2Plus1d";
    private static final String SOURCE = "network.torchscript";
    private static final List<String> CONVOLUTIONS =
            List.of(".spatial.weight", ".spatial.bias", ".temporal.weight", ".temporal.bias");
    private static final List<String> AFFINE = List.of(".weight", ".bias");

    private TorchScriptExport() {}

    /** Writes the archive. */
    static void write(Checkpoint checkpoint, OutputStream target) throws IOException {
        Map<String, Tensor> weights = checkpoint.calibratedWeights();
        Map<String, Tensor> attributes = new LinkedHashMap<>();
        weights.forEach((name, tensor) -> attributes.put(attribute(name), tensor));
        ScriptArchive.write(target, MODULE, source(weights), attributes);
    }

    private static String source(Map<String, Tensor> weights) throws IOException {
        try (InputStream template = TorchScriptExport.class.getResourceAsStream(SOURCE)) {
            return new String(template.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("${PARAMETERS}", quoted(weights, Layout::isTrainable))
                    .replace("${BUFFERS}", quoted(weights, name -> !Layout.isTrainable(name)))
                    .replace(
                            "${ATTRIBUTES}",
                            weights.keySet().stream()
                                    .map(name -> "  " + attribute(name) + " : Tensor")
                                    .collect(Collectors.joining("\n")))
                    .replace("${FORWARD}", forward(weights))
                    .replace("${EPSILON}", Float.toString(Normalization.EPSILON));
        }
    }

    private static String quoted(Map<String, Tensor> weights, Predicate<String> names) {
        return weights.keySet().stream()
                .filter(names)
                .map(name -> "\"" + attribute(name) + "\", ")
                .collect(Collectors.joining());
    }

    private static String forward(Map<String, Tensor> weights) {
        StringBuilder text = new StringBuilder("  def forward(self, clips: Tensor) -> Tensor:\n");
        text.append("    x = self.stem(clips, ")
                .append(tensors("stem", CONVOLUTIONS))
                .append(", ")
                .append(tensors("stem.norm", List.of(".weight", ".bias", ".running_mean", ".running_var")))
                .append(")\n");
        boolean halved = true; // the stem has halved for the first block
        for (String block : Layout.blocks(weights::containsKey)) {
            text.append(halved ? "" : "    x = self.halved(x)\n");
            text.append(
                    weights.containsKey(block + ".projection.weight")
                            ? "    shortcut = self.projected(x, " + tensors(block + ".projection", AFFINE) + ", "
                                    + tensors(block + ".projection_norm", AFFINE) + ")\n"
                            : "    shortcut = x\n");
            text.append("    x = torch.relu(self.convolutions(x, ")
                    .append(tensors(block + ".conv1", CONVOLUTIONS))
                    .append(", ")
                    .append(tensors(block + ".norm1", AFFINE))
                    .append("))\n");
            text.append("    x = torch.add(self.convolutions(x, ")
                    .append(tensors(block + ".conv2", CONVOLUTIONS))
                    .append(", ")
                    .append(tensors(block + ".norm2", AFFINE))
                    .append("), shortcut)\n");
            halved = false;
        }
        return text.append("    return self.head(x, ")
                .append(tensors("head", AFFINE))
                .append(")\n")
                .toString();
    }

    private static String tensors(String layer, List<String> parts) {
        return parts.stream().map(part -> "self." + attribute(layer + part)).collect(Collectors.joining(", "));
    }

    /** A tensor's name as Python allows it. */
    private static String attribute(String name) {
        return name.replace('.', '_');
    }
}
