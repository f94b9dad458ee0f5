"""Makes the small networks of the tests: `python make_networks.py`, in this folder, with torch 2.15 and onnx 1.23.

Nothing builds or tests with Python: the files are in the repository, and this says how they came about.

All take clips of 10 frames of 16x16 pixels and know three labels. They average each row of pixels and multiply the averages
with fixed weights, which tests compute again: of label k and average j, counted over (channel, time, row), it is
sin(0.1 j + k).
"""

import numpy
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

LABELS, CHANNELS, FRAMES, SIDE = 3, 3, 10, 16
AVERAGES = CHANNELS * FRAMES * SIDE
WEIGHT = numpy.array(
    [[numpy.sin(0.1 * j + k) for j in range(AVERAGES)] for k in range(LABELS)], numpy.float32)
SHAPES = {
    "bcthw": ["batch", CHANNELS, FRAMES, SIDE, SIDE],
    "bthwc": ["batch", FRAMES, SIDE, SIDE, CHANNELS],
    "btchw": ["batch", FRAMES, CHANNELS, SIDE, SIDE],
}
TO_BCTHW = {"bcthw": [0, 1, 2, 3, 4], "bthwc": [0, 4, 1, 2, 3], "btchw": [0, 2, 1, 3, 4]}


def save_onnx(name, layout="bcthw", element=TensorProto.FLOAT, before=(), after=(), shape=None, outputs=None,
              initializers=(), opsets=()):
    """The network between nodes that turn `clips` into `x`, and nodes that turn `logits` into other outputs."""
    nodes = [
        *before,
        helper.make_node("Cast", ["x" if before else "clips"], ["float"], to=TensorProto.FLOAT),
        helper.make_node("Transpose", ["float"], ["planes"], perm=TO_BCTHW[layout]),
        helper.make_node("ReduceMean", ["planes", "columns"], ["averages"], keepdims=0),
        helper.make_node("Flatten", ["averages"], ["flat"], axis=1),
        helper.make_node("Gemm", ["flat", "weight"], ["logits"], transB=1),
        *after,
    ]
    graph = helper.make_graph(
        nodes, name,
        [helper.make_tensor_value_info("clips", element, shape or SHAPES[layout])],
        [helper.make_tensor_value_info(output, TensorProto.FLOAT, ["batch", LABELS])
         for output in outputs or ["logits"]],
        [numpy_helper.from_array(WEIGHT, "weight"), numpy_helper.from_array(numpy.array([4]), "columns"), *initializers])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18), *opsets], ir_version=9)
    onnx.save(model, name + ".onnx")
    return model


for layout in SHAPES:
    save_onnx(layout, layout)
save_onnx("uint8", element=TensorProto.UINT8)
save_onnx("float16", element=TensorProto.FLOAT16)
save_onnx("one-clip", shape=[1, *SHAPES["bcthw"][1:]])
save_onnx("unknown-shape", shape=[None] * 5)
save_onnx("probabilities", after=[helper.make_node("Softmax", ["logits"], ["probabilities"], axis=1)],
          outputs=["probabilities"])
save_onnx("two-outputs", after=[helper.make_node("Neg", ["logits"], ["opposite"])], outputs=["logits", "opposite"])
save_onnx("nan", after=[helper.make_node("Sub", ["logits", "logits"], ["zero"]),
                        helper.make_node("Div", ["zero", "zero"], ["answer"])], outputs=["answer"])
save_onnx("broken-graph", before=[helper.make_node("Relu", ["nothing-gives-this"], ["x"])])
save_onnx("custom-operator", before=[helper.make_node("Denoise", ["clips"], ["x"], domain="com.example")],
          opsets=[helper.make_opsetid("com.example", 1)])

# Takes 800 MB for a moment; how much depends on the clip, or it would be computed once, when it is loaded.
save_onnx("large", before=[
    helper.make_node("ReduceMin", ["clips"], ["darkest"]),
    helper.make_node("Mul", ["darkest", "zero"], ["none"]),
    helper.make_node("Add", ["none", "many"], ["count"]),
    helper.make_node("Cast", ["count"], ["whole"], to=TensorProto.INT64),
    helper.make_node("Reshape", ["whole", "vector"], ["length"]),
    helper.make_node("ConstantOfShape", ["length"], ["zeros"], value=helper.make_tensor("z", TensorProto.FLOAT, [1], [0])),
    helper.make_node("Sin", ["zeros"], ["sines"]),
    helper.make_node("ReduceMax", ["sines"], ["nothing"], keepdims=0),
    helper.make_node("Add", ["clips", "nothing"], ["x"])],
    initializers=[numpy_helper.from_array(numpy.array(1e8, numpy.float32), "many"),
                  numpy_helper.from_array(numpy.array(0, numpy.float32), "zero"),
                  numpy_helper.from_array(numpy.array([1]), "vector")])

# Counts to a number that takes seconds.
body = helper.make_graph(
    [helper.make_node("Identity", ["go"], ["go_on"]), helper.make_node("Sin", ["sum"], ["next"])], "body",
    [helper.make_tensor_value_info("i", TensorProto.INT64, []), helper.make_tensor_value_info("go", TensorProto.BOOL, []),
     helper.make_tensor_value_info("sum", TensorProto.FLOAT, [])],
    [helper.make_tensor_value_info("go_on", TensorProto.BOOL, []), helper.make_tensor_value_info("next", TensorProto.FLOAT, [])])
save_onnx("slow", before=[
    helper.make_node("ReduceMax", ["clips"], ["most"], keepdims=0),
    helper.make_node("Loop", ["times", "", "most"], ["last"], body=body),
    helper.make_node("Mul", ["last", "zero"], ["nothing"]),
    helper.make_node("Add", ["clips", "nothing"], ["x"])],
    initializers=[numpy_helper.from_array(numpy.array(3_000_000), "times"),
                  numpy_helper.from_array(numpy.array(0, numpy.float32), "zero")])

external = save_onnx("external-data")
onnx.save(external, "external-data.onnx", save_as_external_data=True, location="weights.bin", size_threshold=0)


class Rows(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("weight", torch.from_numpy(WEIGHT))

    def forward(self, clips: torch.Tensor) -> torch.Tensor:
        return clips.mean(4).flatten(1) @ self.weight.t()


class Named(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.rows = Rows()

    def forward(self, clips: torch.Tensor) -> dict[str, torch.Tensor]:
        return {"logits": self.rows(clips), "features": clips.mean([2, 3, 4])}


class NotFinite(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.rows = Rows()

    def forward(self, clips: torch.Tensor) -> torch.Tensor:
        return torch.log(self.rows(clips).abs() * -1)


torch.jit.script(Rows().eval()).save("rows.pt")
torch.jit.script(Named().eval()).save("dictionary.pt")
torch.jit.script(NotFinite().eval()).save("nan.pt")
torch.save(Rows().state_dict(), "state-dict.pt")
